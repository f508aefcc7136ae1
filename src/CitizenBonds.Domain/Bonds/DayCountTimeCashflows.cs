namespace CitizenBonds.Domain.Bonds;

/// <summary>Remaining payments whose amounts and times are both measured by the day count, from date to date.</summary>
internal static class DayCountTimeCashflows
{
    private const double FaceValue = 100;

    public static RemainingCashflows Build(PricedBond bond, DateOnly settlement)
    {
        var cycle = bond.Cycle;
        var (period, count) = cycle.Locate(settlement, bond.MaturityDate);
        var accrualStart = FirstAccrualStart(bond, ref period, ref count);
        var paymentsPerYear = cycle.Frequency.PaymentsPerYear;
        var amounts = new double[count];
        var periods = new double[count];
        var first = period;
        var elapsed = 0d;
        var accruedYears = Years(bond.DayCount, accrualStart, settlement, period);
        for (var k = 0; k < count; k++, period = period.Next)
        {
            var years = Years(bond.DayCount, accrualStart, period.End, period);
            amounts[k] = FaceValue * bond.CouponRate * years;
            elapsed += (years - (k == 0 ? accruedYears : 0)) * paymentsPerYear;
            periods[k] = elapsed;
            accrualStart = period.End;
        }

        amounts[^1] += bond.Redemption;
        var accrued = FaceValue * bond.CouponRate * accruedYears;
        return new(settlement, first, amounts, periods, accrued, bond.Redemption, DiscountRule.Compound);
    }

    /// <summary>
    /// Where the coupon now earning began; a long first coupon is moved to the period in which it is paid.
    /// </summary>
    private static DateOnly FirstAccrualStart(PricedBond bond, ref ReferencePeriod period, ref int count)
    {
        var start = bond.IssueDate;
        var isLong = bond.FirstCoupon == FirstCoupon.LongPeriod;
        if (start <= period.Start)
        {
            var previous = period.Previous;
            return isLong && start > previous.Start && start < previous.End ? start : period.Start;
        }

        if (isLong && count > 1)
        {
            period = period.Next;
            count--;
        }

        return start;
    }

    /// <summary>Whole periods under ACT/ACT ICMA come out exact, so that equal coupons stay equal.</summary>
    private static double Years(DayCount dayCount, DateOnly start, DateOnly end, in ReferencePeriod period) =>
        dayCount.HasActualDays && dayCount.YearDays is { } yearDays
            ? (double)(end.DayNumber - start.DayNumber) / yearDays
            : dayCount.Years(start, end, period).AsYears;
}
