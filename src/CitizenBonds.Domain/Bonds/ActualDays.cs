namespace CitizenBonds.Domain.Bonds;

/// <summary>The rules that count real days.</summary>
internal static class ActualDays
{
    private const int PeriodsWalkedMax = 2_400;

    public static int Between(DateOnly start, DateOnly end) => end.DayNumber - start.DayNumber;

    public static DayFraction IsdaYears(DateOnly start, DateOnly end)
    {
        var days = Between(start, end);
        if (start.Year == end.Year) return new(days, DateTime.IsLeapYear(start.Year) ? 366 : 365);
        var leapDays = LeapYearDaysBefore(end) - LeapYearDaysBefore(start);
        var otherDays = days - leapDays;
        return new(365L * leapDays + 366L * otherDays, 365 * 366);
    }

    /// <summary>Splits the span at the regular coupon dates and measures each part by its own period.</summary>
    public static DayFraction IcmaYears(DateOnly start, DateOnly end, ReferencePeriod reference)
    {
        var paymentsPerYear = reference.Cycle.Frequency.PaymentsPerYear;
        if (start == reference.Start && end == reference.End) return new(1, paymentsPerYear);
        var period = reference;
        for (var walked = 0; period.Start > start && walked < PeriodsWalkedMax; walked++) period = period.Previous;
        for (var walked = 0; period.End <= start && walked < PeriodsWalkedMax; walked++) period = period.Next;
        var wholePeriods = 0;
        var broken = new DayFraction(0, 1);
        for (var from = start; from < end; period = period.Next)
        {
            var to = period.End < end ? period.End : end;
            if (from == period.Start && to == period.End) wholePeriods++;
            else broken += new DayFraction(Between(from, to), (long)period.Days * paymentsPerYear);
            from = to;
        }

        return broken.Numerator == 0
            ? new(wholePeriods, paymentsPerYear)
            : broken + new DayFraction(wholePeriods, paymentsPerYear);
    }

    public static DayFraction AfbYears(DateOnly start, DateOnly end)
    {
        if (Between(start, end) < 365) return new(Between(start, end), HoldsLeapDay(start, end) ? 366 : 365);
        var whole = end.Year - start.Year;
        if (YearsBefore(end, whole) < start) whole--;
        var rest = YearsBefore(end, whole);
        var yearDays = HoldsLeapDay(start, rest) ? 366 : 365;
        return new((long)whole * yearDays + Between(start, rest), yearDays);
    }

    private static DateOnly YearsBefore(DateOnly end, int years)
    {
        var date = end.AddYears(-years);
        var wasLastOfFebruary = end is { Month: 2, Day: 28 } && DateTime.IsLeapYear(date.Year);
        return wasLastOfFebruary ? new(date.Year, 2, 29) : date;
    }

    /// <summary>Whether a 29 February lies in the span, start included, end excluded.</summary>
    private static bool HoldsLeapDay(DateOnly start, DateOnly end)
    {
        var last = end.Year;
        for (var year = start.Year; year <= last; year++)
        {
            if (!DateTime.IsLeapYear(year)) continue;
            var leapDay = new DateOnly(year, 2, 29);
            if (leapDay >= start && leapDay < end) return true;
        }

        return false;
    }

    /// <summary>Days that lie in leap years, from year 1 up to the date, which is excluded.</summary>
    private static int LeapYearDaysBefore(DateOnly date)
    {
        var before = date.Year - 1;
        var leapYears = before / 4 - before / 100 + before / 400;
        return 366 * leapYears + (DateTime.IsLeapYear(date.Year) ? date.DayOfYear - 1 : 0);
    }
}
