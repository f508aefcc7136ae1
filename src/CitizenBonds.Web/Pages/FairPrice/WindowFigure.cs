using System.Globalization;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.FairPrice;

/// <summary>Figures of the window as text. Analytics in <c>double</c>: nothing here is owed.</summary>
internal static class WindowFigure
{
    private const double ConstantUnit = 1e9;

    /// <summary>A price of one coin in yen, to the sen; a tiny one in the shortest digits that say it.</summary>
    public static string Yen(double value)
    {
        var number = value >= 1
            ? value.ToString("#,0.00", CultureInfo.InvariantCulture)
            : value.ToString("G4", CultureInfo.InvariantCulture);
        return SiteCulture.IsJapanese ? $"{number} 円" : $"¥{number}";
    }

    /// <summary>k for people: coins for a thousand million units of difficulty.</summary>
    public static string Constant(double constant) =>
        (constant * ConstantUnit).ToString("G12", CultureInfo.InvariantCulture);

    /// <summary>What a person typed as coins for a thousand million units of difficulty.</summary>
    public static double ConstantOf(decimal typed) => (double)(typed / (decimal)ConstantUnit);

    public static string Plain(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Share(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>Energy of one hash, as the makers of machines state it.</summary>
    public static string PerTerahash(double joulesPerHash) =>
        (joulesPerHash * 1e12).ToString("G6", CultureInfo.InvariantCulture) + " J/TH";

    public static string HashRate(long terahashes) =>
        (terahashes / 1_000_000d).ToString("#,0.######", CultureInfo.InvariantCulture) + " EH/s";
}
