namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// The regular coupon dates of a bond, unadjusted: the maturity date and every step of 12 / payments months before and
/// after it. The day of the month is the maturity's, or the last day of a shorter month; with the end-of-month rule it
/// is always the last day. Counting from the maturity keeps a bond of the 30th on the 30th after a February.
/// </summary>
public readonly record struct CouponCycle
{
    private const int LastDayOfMonth = 31;
    private const int ShortestMonth = 28;
    private readonly int _anchorDay;
    private readonly int _months;

    private CouponCycle(int anchorDay, int months, CouponFrequency frequency)
    {
        _anchorDay = anchorDay;
        _months = months;
        Frequency = frequency;
    }

    public CouponFrequency Frequency { get; }

    /// <param name="frequency">With coupons.</param>
    /// <param name="endOfMonth">Takes effect only when the maturity is the last day of its month.</param>
    public static CouponCycle EndingAt(DateOnly maturity, CouponFrequency frequency, bool endOfMonth)
    {
        var isLastDay = maturity.Day == DateTime.DaysInMonth(maturity.Year, maturity.Month);
        return new(endOfMonth && isLastDay ? LastDayOfMonth : maturity.Day, frequency.MonthsPerPeriod, frequency);
    }

    /// <summary>
    /// The cycle date <paramref name="periods"/> after the cycle date given; before it when negative.
    /// </summary>
    public DateOnly Shift(DateOnly cycleDate, int periods)
    {
        var (year, month, _) = cycleDate; // All three at once: each property alone would take the date apart again.
        month += periods * _months;
        if (month is < 1 or > 12)
        {
            var (years, index) = Math.DivRem(month - 1, 12);
            if (index < 0) (years, index) = (years - 1, index + 12);
            (year, month) = (year + years, index + 1);
        }

        var day = _anchorDay <= ShortestMonth ? _anchorDay : Math.Min(_anchorDay, DateTime.DaysInMonth(year, month));
        return new(year, month, day);
    }

    /// <summary>The period that contains a date: start included, end excluded.</summary>
    /// <param name="maturity">A cycle date after <paramref name="date"/>.</param>
    /// <returns>The period and how many coupons fall after <paramref name="date"/>, the maturity's included.</returns>
    public (ReferencePeriod Period, int Remaining) Locate(DateOnly date, DateOnly maturity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(date, maturity);
        var months = (maturity.Year - date.Year) * 12 + maturity.Month - date.Month;
        var back = months / _months;
        var next = Shift(maturity, -back);
        while (next <= date) next = Shift(maturity, -(--back));
        var previous = Shift(maturity, -(back + 1));
        while (previous > date)
        {
            next = previous;
            previous = Shift(maturity, -(++back + 1));
        }

        return (new(previous, next, this), back + 1);
    }
}
