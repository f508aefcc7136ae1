using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Bonds;

/// <summary>What is owed as interest, exact, in the smallest unit of the bond's currency.</summary>
public static class CouponAmount
{
    /// <summary>
    /// One coupon on a holding: face value times rate times the exact years of the period, rounded once, on the whole
    /// holding, half to even.
    /// </summary>
    public static Money ForHolding(BondTerms terms, CouponPeriod period, Quantity holding) =>
        InterestOn(terms, period, period.AccrualEnd, holding);

    /// <summary>
    /// The part of a coupon that a seller has earned by <paramref name="settlement"/>; zero on the first day of the
    /// period. Rounded like the coupon.
    /// </summary>
    /// <param name="settlement">Within the period, its end included.</param>
    public static Money AccruedForHolding(
        BondTerms terms, CouponPeriod period, DateOnly settlement, Quantity holding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settlement, period.AccrualStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settlement, period.AccrualEnd);
        return InterestOn(terms, period, settlement, holding);
    }

    private static Money InterestOn(BondTerms terms, CouponPeriod period, DateOnly end, Quantity holding)
    {
        var years = terms.DayCount.Years(period.AccrualStart, end, period.Reference);
        return (terms.Denomination * holding).Prorate(
            part: checked(terms.Coupon.PerMillion * years.Numerator),
            whole: checked(1_000_000L * years.Denominator),
            MidpointRounding.ToEven);
    }
}
