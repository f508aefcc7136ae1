namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// A GRU bond as its price needs it. Analytics in <c>double</c>, in whatever unit the principal is given.
/// </summary>
/// <param name="Principal">Above zero.</param>
/// <param name="AnnualCoupon">Paid at the end of each year, zero or more.</param>
/// <param name="Years">Whole years to maturity, 1 to 1,000; null for a true perpetual. The published bond has
/// 99.</param>
public sealed record GruTerms(double Principal, double AnnualCoupon, int? Years)
{
    public const int YearsMax = 1_000;

    /// <exception cref="ArgumentOutOfRangeException">A figure out of its range, not a number included.</exception>
    public GruTerms Checked()
    {
        if (!(double.IsFinite(Principal) && Principal > 0)) throw new ArgumentOutOfRangeException(nameof(Principal));
        if (!(double.IsFinite(AnnualCoupon) && AnnualCoupon >= 0))
            throw new ArgumentOutOfRangeException(nameof(AnnualCoupon));
        return Years is null or (>= 1 and <= YearsMax) ? this : throw new ArgumentOutOfRangeException(nameof(Years));
    }
}
