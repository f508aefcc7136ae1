namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// A fixed-coupon bond as analytics see it: rates in <c>double</c>, prices per 100 of face value, calendars ignored as
/// the yield conventions do. What is owed comes from <see cref="CouponAmount"/>, never from here.
/// </summary>
/// <param name="IssueDate">Interest starts here.</param>
/// <param name="CouponRate">For a full year, as a fraction of face value: 0.0125 is 1.25 %.</param>
/// <param name="Frequency">None for a bond that only repays; it is then measured in years.</param>
public sealed record PricedBond(
    DateOnly IssueDate,
    DateOnly MaturityDate,
    double CouponRate,
    CouponFrequency Frequency,
    DayCount DayCount)
{
    public const int FirstYear = 1900;
    public const int LastYear = 2300;

    /// <summary>1,000, which is 100,000 % a year: far above any bond, low enough for every formula.</summary>
    public const double CouponRateMax = 1_000;

    public bool EndOfMonth { get; init; }

    public FirstCoupon FirstCoupon { get; init; }

    /// <summary>Repaid at maturity, per 100 of the face value on which coupons are reckoned.</summary>
    public double Redemption { get; init; } = 100;

    /// <summary>The coupon dates; for a bond without coupons, its anniversaries.</summary>
    public CouponCycle Cycle => CouponCycle.EndingAt(
        MaturityDate, Frequency.IsNone ? CouponFrequency.Annual : Frequency, EndOfMonth);

    public static PricedBond FromTerms(BondTerms terms) =>
        new(terms.IssueDate, terms.MaturityDate, terms.Coupon.AsFraction, terms.Frequency, terms.DayCount)
        {
            EndOfMonth = terms.EndOfMonth,
            FirstCoupon = terms.FirstCoupon,
        };

    /// <returns>Why this bond has no price on a date, or null when it has one.</returns>
    public PricingRefusal? FindRefusal(DateOnly settlement)
    {
        if (IssueDate.Year < FirstYear || MaturityDate.Year > LastYear) return PricingRefusal.DateOutOfRange;
        if (MaturityDate <= IssueDate) return PricingRefusal.MaturityNotAfterIssue;
        if (MaturityDate.Year - IssueDate.Year > BondTerms.TermYearsMax) return PricingRefusal.TermTooLong;
        if (settlement < IssueDate) return PricingRefusal.SettlementBeforeIssue;
        if (settlement >= MaturityDate) return PricingRefusal.SettlementNotBeforeMaturity;
        if (!double.IsFinite(CouponRate)) return PricingRefusal.CouponNotFinite;
        if (CouponRate < 0) return PricingRefusal.CouponNegative;
        if (CouponRate > CouponRateMax) return PricingRefusal.CouponTooHigh;
        if (!double.IsFinite(Redemption) || Redemption <= 0) return PricingRefusal.RedemptionNotPositive;
        if (Frequency.IsNone && CouponRate != 0) return PricingRefusal.CouponWithoutDates;
        return null;
    }
}
