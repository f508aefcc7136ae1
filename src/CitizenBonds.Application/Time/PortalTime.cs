namespace CitizenBonds.Application.Time;

/// <summary>The civil time of the portal: Japan, without summer time, so an offset is enough.</summary>
public static class PortalTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);
    public const int OpeningHour = 9;
    public const int ClosingHour = 17;

    /// <summary>09:00 on that day: sales open, issues settle, payments fall due.</summary>
    public static DateTimeOffset OpeningOf(DateOnly day) => At(day, OpeningHour);

    /// <summary>17:00 on that day: sales close.</summary>
    public static DateTimeOffset ClosingOf(DateOnly day) => At(day, ClosingHour);

    /// <summary>24:00 of that day, the record moment of a record date; belongs to the next day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), 0);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    /// <summary>April to March, named by the year it begins in.</summary>
    public static int FiscalYearOf(DateTimeOffset moment) => DayOf(moment).AddMonths(-3).Year;

    private static DateTimeOffset At(DateOnly day, int hour) =>
        new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), Offset).ToUniversalTime();
}
