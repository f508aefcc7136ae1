namespace CitizenBonds.Domain.Pricing;

/// <summary>Why par yields do not make a curve. When several apply, the first listed is reported.</summary>
public enum CurveRefusal
{
    NoPoints,

    /// <summary>Over <see cref="DiscountCurve.PointsMax"/>.</summary>
    TooManyPoints,

    /// <summary>Not above zero and growing, or over <see cref="DiscountCurve.YearsMax"/>.</summary>
    TermsOutOfOrder,

    /// <summary>A term longer than one coupon period that is not a whole number of them.</summary>
    TermNotWholePeriods,

    /// <summary>Not finite, or outside -50 % to 100 %.</summary>
    YieldOutOfRange,

    /// <summary>No positive discount factors price these bonds at 100: the yields contradict one another.</summary>
    NotArbitrageFree,
}
