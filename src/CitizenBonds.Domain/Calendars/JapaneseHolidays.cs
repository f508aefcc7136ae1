using System.Collections.Frozen;

namespace CitizenBonds.Domain.Calendars;

/// <summary>
/// Japan's national holidays by rule: Act on National Holidays (1948, Act 178) with its amendments of 1998 and 2001
/// (Monday holidays), 2005 (substitute days, May), 2014 (Mountain Day), 2017 (Emperor's birthday), 2018 (enthronement,
/// sports day) and the special measures for the Olympic games of 2020 and 2021. Later years follow the law as it
/// stands.
/// </summary>
public static class JapaneseHolidays
{
    public const int FirstYear = 2000;

    /// <summary>
    /// The equinox formula ends here. Equinox days are official only from the February of the year before.
    /// </summary>
    public const int LastYear = 2150;

    private static readonly FrozenDictionary<DateOnly, string> Names = AllYears();

    /// <summary>The Japanese name of the holiday.</summary>
    /// <returns>Null on any other day, Sundays included unless they are holidays by name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Before <see cref="FirstYear"/> or after <see cref="LastYear"/>.
    /// </exception>
    public static string? NameOf(DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(date.Year, FirstYear, nameof(date));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(date.Year, LastYear, nameof(date));
        return Names.GetValueOrDefault(date);
    }

    /// <summary>The holidays of one year in order of date.</summary>
    public static IReadOnlyList<(DateOnly Date, string Name)> OfYear(int year) =>
        [.. ForYear(year).Select(holiday => (holiday.Key, holiday.Value))];

    private static FrozenDictionary<DateOnly, string> AllYears() =>
        Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(ForYear).ToFrozenDictionary();

    private static SortedDictionary<DateOnly, string> ForYear(int year)
    {
        var named = new SortedDictionary<DateOnly, string>
        {
            [new(year, 1, 1)] = "元日",
            [NthMonday(year, 1, 2)] = "成人の日",
            [new(year, 2, 11)] = "建国記念の日",
            [VernalEquinox(year)] = "春分の日",
            [new(year, 4, 29)] = year < 2007 ? "みどりの日" : "昭和の日",
            [new(year, 5, 3)] = "憲法記念日",
            [new(year, 5, 5)] = "こどもの日",
            [RespectForTheAgedDay(year)] = "敬老の日",
            [AutumnalEquinox(year)] = "秋分の日",
            [SportsDay(year)] = year < 2020 ? "体育の日" : "スポーツの日",
            [new(year, 11, 3)] = "文化の日",
            [new(year, 11, 23)] = "勤労感謝の日",
            [MarineDay(year)] = "海の日",
        };
        if (year >= 2007) named[new(year, 5, 4)] = "みどりの日";
        if (year >= 2016) named[MountainDay(year)] = "山の日";
        if (year <= 2018) named[new(year, 12, 23)] = "天皇誕生日";
        if (year >= 2020) named[new(year, 2, 23)] = "天皇誕生日";
        if (year == 2019)
        {
            named[new(2019, 5, 1)] = "天皇の即位の日";
            named[new(2019, 10, 22)] = "即位礼正殿の儀";
        }

        return WithDerivedDays(named);
    }

    /// <summary>Article 3, paragraphs 2 (substitute for a Sunday) and 3 (a day between two holidays).</summary>
    private static SortedDictionary<DateOnly, string> WithDerivedDays(SortedDictionary<DateOnly, string> named)
    {
        var all = new SortedDictionary<DateOnly, string>(named);
        foreach (var day in named.Keys)
        {
            if (day.DayOfWeek == DayOfWeek.Sunday)
            {
                var substitute = day.AddDays(1);
                while (named.ContainsKey(substitute)) substitute = substitute.AddDays(1);
                all[substitute] = "振替休日";
            }

            var between = day.AddDays(1);
            if (between.DayOfWeek != DayOfWeek.Sunday && named.ContainsKey(day.AddDays(2)))
                all.TryAdd(between, "国民の休日");
        }

        return all;
    }

    private static DateOnly MarineDay(int year) => year switch
    {
        < 2003 => new(year, 7, 20),
        2020 => new(year, 7, 23),
        2021 => new(year, 7, 22),
        _ => NthMonday(year, 7, 3),
    };

    private static DateOnly MountainDay(int year) => year switch
    {
        2020 => new(year, 8, 10),
        2021 => new(year, 8, 8),
        _ => new(year, 8, 11),
    };

    private static DateOnly SportsDay(int year) => year switch
    {
        2020 => new(year, 7, 24),
        2021 => new(year, 7, 23),
        _ => NthMonday(year, 10, 2),
    };

    private static DateOnly RespectForTheAgedDay(int year) =>
        year < 2003 ? new(year, 9, 15) : NthMonday(year, 9, 3);

    private static DateOnly VernalEquinox(int year) =>
        new(year, 3, EquinoxDay(year, year < 2100 ? 20.8431 : 21.8510));

    private static DateOnly AutumnalEquinox(int year) =>
        new(year, 9, EquinoxDay(year, year < 2100 ? 23.2488 : 24.2488));

    /// <summary>
    /// Day of the month in Japan: the mean moment in 1980 plus 0.242194 days a year less the leap days. The constants
    /// are the customary fit of the Hydrographic Department for 1980-2099 and 2100-2150.
    /// </summary>
    private static int EquinoxDay(int year, double dayIn1980)
    {
        var years = year - 1980;
        return (int)(dayIn1980 + 0.242194 * years) - years / 4;
    }

    private static DateOnly NthMonday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        var toMonday = ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(toMonday + 7 * (nth - 1));
    }
}
