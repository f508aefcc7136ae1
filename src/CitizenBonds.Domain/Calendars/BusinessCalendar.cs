namespace CitizenBonds.Domain.Calendars;

/// <summary>
/// On which dates payments are made. Values exist once; compare by reference. <see cref="Code"/> is what terms and
/// files carry.
/// </summary>
public sealed class BusinessCalendar
{
    /// <summary>Largest number of business days one call moves.</summary>
    public const int BusinessDaysMax = 100_000;

    private readonly Func<DateOnly, bool> _isClosedWeekday;

    private BusinessCalendar(string code, Func<DateOnly, bool> isClosedWeekday)
    {
        Code = code;
        _isClosedWeekday = isClosedWeekday;
    }

    /// <summary>
    /// Days on which Japanese banks are open: not Saturdays and Sundays, not national holidays
    /// (<see cref="JapaneseHolidays"/>), not 31 December to 3 January (Banking Act Enforcement Order, article 5).
    /// Years <see cref="JapaneseHolidays.FirstYear"/> to <see cref="JapaneseHolidays.LastYear"/>; others throw.
    /// </summary>
    public static BusinessCalendar Japan { get; } = new("JP", IsJapaneseBankHoliday);

    /// <summary>Monday to Friday, every year.</summary>
    public static BusinessCalendar WeekendsOnly { get; } = new("WE", _ => false);

    public static IReadOnlyList<BusinessCalendar> All { get; } = [Japan, WeekendsOnly];

    /// <summary>Short, unique, stable.</summary>
    public string Code { get; }

    /// <returns>Null when no calendar has this code.</returns>
    public static BusinessCalendar? FromCode(string code) => All.FirstOrDefault(calendar => calendar.Code == code);

    public bool IsBusinessDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_isClosedWeekday(date);

    public DateOnly Adjust(DateOnly date, BusinessDayConvention convention)
    {
        if (convention == BusinessDayConvention.Unadjusted || IsBusinessDay(date)) return date;
        if (convention == BusinessDayConvention.Preceding) return Next(date, -1);
        var following = Next(date, 1);
        return convention == BusinessDayConvention.ModifiedFollowing && following.Month != date.Month
            ? Next(date, -1)
            : following;
    }

    /// <summary>
    /// The business day <paramref name="days"/> after <paramref name="date"/>, or before it when negative. The date
    /// itself does not count and need not be a business day; zero gives it back unchanged.
    /// </summary>
    public DateOnly AddBusinessDays(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, BusinessDaysMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, -BusinessDaysMax);
        var step = Math.Sign(days);
        for (var left = Math.Abs(days); left > 0; left--) date = Next(date, step);
        return date;
    }

    public override string ToString() => Code;

    private static bool IsJapaneseBankHoliday(DateOnly date) =>
        date is { Month: 12, Day: 31 } or { Month: 1, Day: <= 3 } || JapaneseHolidays.NameOf(date) is not null;

    private DateOnly Next(DateOnly date, int step)
    {
        do date = date.AddDays(step);
        while (!IsBusinessDay(date));
        return date;
    }
}
