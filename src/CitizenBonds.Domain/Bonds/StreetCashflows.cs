namespace CitizenBonds.Domain.Bonds;

/// <summary>Remaining payments with equal coupons and time counted in coupon periods.</summary>
internal static class StreetCashflows
{
    private const double FaceValue = 100;

    public static RemainingCashflows Build(PricedBond bond, DateOnly settlement, YieldConvention convention)
    {
        var cycle = bond.Cycle;
        var (period, count) = cycle.Locate(settlement, bond.MaturityDate);
        var coupon = FaceValue * bond.CouponRate / cycle.Frequency.PaymentsPerYear;
        var amounts = new double[count];
        var periods = new double[count];
        var wait = 1 - PeriodsBetween(bond.DayCount, period.Start, settlement, period);
        for (var k = 0; k < count; k++)
        {
            amounts[k] = coupon;
            periods[k] = wait + k;
        }

        var accrued = coupon * SetFirstCoupon(bond, settlement, period, coupon, amounts);
        amounts[^1] += bond.Redemption;
        var rule = convention == YieldConvention.Treasury ? DiscountRule.SimpleBrokenPeriod
            : count == 1 ? DiscountRule.SimpleLastPeriod
            : DiscountRule.Compound;
        return new(settlement, period, amounts, periods, accrued, bond.Redemption, rule);
    }

    /// <summary>Corrects the first payment when the issue date makes it a stub.</summary>
    /// <returns>Periods of interest already earned.</returns>
    private static double SetFirstCoupon(
        PricedBond bond, DateOnly settlement, ReferencePeriod period, double coupon, double[] amounts)
    {
        var isLong = bond.FirstCoupon == FirstCoupon.LongPeriod;
        var start = bond.IssueDate;
        var earned = PeriodsBetween(bond.DayCount, start > period.Start ? start : period.Start, settlement, period);
        if (start > period.Start)
        {
            var stub = PeriodsBetween(bond.DayCount, start, period.End, period);
            var isSkipped = isLong && amounts.Length > 1;
            amounts[0] = isSkipped ? 0 : coupon * stub;
            if (isSkipped) amounts[1] = coupon * (1 + stub);
            return earned;
        }

        var previous = period.Previous;
        if (!isLong || start <= previous.Start || start >= previous.End) return earned;
        var before = PeriodsBetween(bond.DayCount, start, previous.End, previous);
        amounts[0] = coupon * (1 + before);
        return before + earned;
    }

    /// <summary>Part of one period between two dates within it, by the day count: A / E. A whole period is 1.</summary>
    private static double PeriodsBetween(DayCount dayCount, DateOnly start, DateOnly end, ReferencePeriod period)
    {
        if (start == period.Start && end == period.End) return 1;
        var paymentsPerYear = period.Cycle.Frequency.PaymentsPerYear;
        var length = dayCount.YearDays is { } yearDays ? (double)yearDays / paymentsPerYear : period.Days;
        return dayCount.Days(start, end) / length;
    }
}
