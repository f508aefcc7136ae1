namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// The rules in which every month has thirty days. They differ in how the last days of a month count.
/// </summary>
public static class ThirtyDayMonths
{
    public static int BondBasis(DateOnly start, DateOnly end)
    {
        var startDay = Math.Min(start.Day, 30);
        var endDay = end.Day == 31 && startDay == 30 ? 30 : end.Day;
        return Days(start, startDay, end, endDay);
    }

    public static int Eurobond(DateOnly start, DateOnly end) =>
        Days(start, Math.Min(start.Day, 30), end, Math.Min(end.Day, 30));

    public static int UnitedStates(DateOnly start, DateOnly end)
    {
        var startIsFebruaryEnd = IsLastOfFebruary(start);
        var startDay = startIsFebruaryEnd ? 30 : Math.Min(start.Day, 30);
        var endDay = end.Day == 31 && startDay == 30 ? 30 : end.Day;
        if (startIsFebruaryEnd && IsLastOfFebruary(end)) endDay = 30;
        return Days(start, startDay, end, endDay);
    }

    /// <summary>
    /// 30E/360 (ISDA), ISDA 4.16(h): the last day of any month is the 30th, but not a termination in February.
    /// </summary>
    /// <param name="termination">The maturity date of the contract.</param>
    public static int EurobondIsda(DateOnly start, DateOnly end, DateOnly termination)
    {
        var startDay = IsLastOfFebruary(start) ? 30 : Math.Min(start.Day, 30);
        var endDay = IsLastOfFebruary(end) && end != termination ? 30 : Math.Min(end.Day, 30);
        return Days(start, startDay, end, endDay);
    }

    private static bool IsLastOfFebruary(DateOnly date) =>
        date.Month == 2 && date.Day == DateTime.DaysInMonth(date.Year, 2);

    private static int Days(DateOnly start, int startDay, DateOnly end, int endDay)
    {
        var (startYear, startMonth, _) = start;
        var (endYear, endMonth, _) = end;
        return 360 * (endYear - startYear) + 30 * (endMonth - startMonth) + (endDay - startDay);
    }
}
