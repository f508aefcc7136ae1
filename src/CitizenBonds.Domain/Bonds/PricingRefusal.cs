namespace CitizenBonds.Domain.Bonds;

/// <summary>Why there is no price or no yield. When several apply, the first listed is reported.</summary>
public enum PricingRefusal
{
    /// <summary>Not <see cref="PricedBond.FirstYear"/> to <see cref="PricedBond.LastYear"/>.</summary>
    DateOutOfRange,

    MaturityNotAfterIssue,

    /// <summary>Over <see cref="BondTerms.TermYearsMax"/> years.</summary>
    TermTooLong,

    SettlementBeforeIssue,
    SettlementNotBeforeMaturity,
    CouponNotFinite,
    CouponNegative,

    /// <summary>Above <see cref="PricedBond.CouponRateMax"/>.</summary>
    CouponTooHigh,

    /// <summary>Or not finite.</summary>
    RedemptionNotPositive,

    /// <summary>A bond without coupon dates must have a coupon rate of zero.</summary>
    CouponWithoutDates,

    YieldNotFinite,

    /// <summary>One plus the yield per period is outside the bounds of <see cref="BondYield"/>.</summary>
    YieldOutOfRange,

    /// <summary>The price at this yield is no finite number above zero.</summary>
    PriceOutOfRange,

    PriceNotFinite,
    PriceNotPositive,

    /// <summary>No yield within the bounds of <see cref="BondYield"/> gives this price.</summary>
    NoYieldForPrice,
}
