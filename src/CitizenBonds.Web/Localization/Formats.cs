using System.Globalization;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Web.Localization;

/// <summary>
/// How figures and dates are written for people, in the current language. Pages use the components (MoneyText,
/// RateText, DateText …); this is for the sentences those cannot stand in.
/// </summary>
public static class Formats
{
    private const long Oku = 100_000_000;
    private const long Man = 10_000;
    private const long SatoshiPerBitcoin = 100_000_000;

    /// <summary>To the last unit: "¥1,234,567", "1,234,567 円", "0.00012345 BTC".</summary>
    public static string Exact(Money money) => money.Currency switch
    {
        Currency.Jpy => Yen(Number(money.MinorUnits)),
        Currency.Btc => $"{Bitcoin(money.MinorUnits)} BTC",
        _ => money.ToString(),
    };

    /// <summary>Two significant decimals of a large unit: "¥120 million", "1.2 億円"; small amounts stay exact.</summary>
    public static string Brief(Money money) =>
        money.Currency != Currency.Jpy ? Exact(money)
        : SiteCulture.IsJapanese ? ShortJapanese(money) : ShortEnglish(money);

    /// <summary>True when <see cref="Brief"/> says less than <see cref="Exact"/>.</summary>
    public static bool IsShortened(Money money) => Brief(money) != Exact(money);

    public static string Number(long value) => Minus(value.ToString("N0", CultureInfo.InvariantCulture));

    /// <param name="decimalsMin">Shown even when zero; yields show two.</param>
    public static string Percent(decimal percent, int decimalsMin = 2)
    {
        var format = "0." + new string('0', decimalsMin) + new string('#', Math.Max(0, 4 - decimalsMin));
        return $"{Minus(percent.ToString(format, CultureInfo.InvariantCulture))} %";
    }

    /// <summary>Two decimals: an estimate of a return is not known to more.</summary>
    public static string Yield(decimal percent) => Percent(Math.Round(percent, 2));

    public static string Percent(Rate rate, int decimalsMin = 2) => Percent(rate.AsPercent, decimalsMin);

    /// <summary>"21 November 2026", "2026年11月21日".</summary>
    public static string Date(DateOnly date) =>
        date.ToString(SiteCulture.IsJapanese ? "yyyy'年'M'月'd'日'" : "d MMMM yyyy", Names);

    /// <summary>"21 Nov 2026", "2026/11/21": for tables.</summary>
    public static string BriefDate(DateOnly date) =>
        date.ToString(SiteCulture.IsJapanese ? "yyyy'/'MM'/'dd" : "d MMM yyyy", Names);

    /// <summary>Date and clock time in Japan.</summary>
    public static string Moment(DateTimeOffset moment, bool withSeconds = false)
    {
        var tokyo = moment.ToOffset(PortalTime.Offset);
        var time = tokyo.ToString(withSeconds ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture);
        return $"{BriefDate(DateOnly.FromDateTime(tokyo.DateTime))} {time}";
    }

    private static CultureInfo Names => SiteCulture.IsJapanese ? SiteCulture.Japanese : CultureInfo.InvariantCulture;

    private static string Yen(string number) =>
        SiteCulture.IsJapanese ? $"{number} 円"
        : number.StartsWith('−') ? $"−¥{number[1..]}" : $"¥{number}";

    private static string ShortJapanese(Money money)
    {
        var size = Math.Abs((decimal)money.MinorUnits);
        if (size >= (decimal)Oku * Man) return $"{Scaled(money, (decimal)Oku * Man)} 兆円";
        if (size >= Oku) return $"{Scaled(money, Oku)} 億円";
        return size >= 100 * Man ? $"{Scaled(money, Man)} 万円" : Exact(money);
    }

    private static string ShortEnglish(Money money)
    {
        var size = Math.Abs((decimal)money.MinorUnits);
        if (size >= 1_000_000_000_000) return Yen($"{Scaled(money, 1_000_000_000_000)} trillion");
        if (size >= 1_000_000_000) return Yen($"{Scaled(money, 1_000_000_000)} billion");
        return size >= 1_000_000 ? Yen($"{Scaled(money, 1_000_000)} million") : Exact(money);
    }

    /// <summary>Three significant figures, rounded half to even; the exact figure is always beside it.</summary>
    private static string Scaled(Money money, decimal unit)
    {
        var value = money.MinorUnits / unit;
        var decimals = Math.Abs(value) switch { >= 100 => 0, >= 10 => 1, _ => 2 };
        return Minus(Math.Round(value, decimals).ToString("#,0.##", CultureInfo.InvariantCulture));
    }

    private static string Bitcoin(long satoshi) =>
        Minus(((decimal)satoshi / SatoshiPerBitcoin).ToString("#,0.00000000", CultureInfo.InvariantCulture));

    private static string Minus(string number) => number.Replace('-', '−');
}
