namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// The price of a GRU bond and every part of it, in the reading we use and in the published wording beside it.
/// Published: price = PV(coupons) + PV(perpetual component) + index adjustment. Analytics in <c>double</c>.
/// </summary>
public sealed record GruPrice
{
    private GruPrice()
    {
    }

    /// <summary>
    /// PV(coupons): sum of c / (1 + r)^t over the years to maturity; of a perpetual its limit, c / r.
    /// </summary>
    public required double Coupons { get; init; }

    /// <summary>Principal at maturity, discounted; zero for a perpetual.</summary>
    public required double Redemption { get; init; }

    /// <summary>
    /// c / r, used instead of the coupon sum for a true perpetual: adding both would count coupons twice. For a bond
    /// with a
    /// maturity it is the limit its coupon sum tends to.
    /// </summary>
    public required double CouponOverYield { get; init; }

    /// <summary>
    /// Published wording: principal / r. Not dimensionally coherent (money over a rate); kept for comparison.
    /// </summary>
    public required double PrincipalOverYield { get; init; }

    /// <summary>principal * (I / I0 - 1) * w: the excess over issue. Our reading.</summary>
    public required double IndexExcess { get; init; }

    /// <summary>Published wording: principal * (I / I0) * w.</summary>
    public required double IndexedPrincipal { get; init; }

    /// <summary>Our price: coupons + redemption + index excess.</summary>
    public double Price => Coupons + Redemption + IndexExcess;

    /// <summary>The published sum to the letter: coupons + principal / r + indexed principal.</summary>
    public double AsPublished => Coupons + PrincipalOverYield + IndexedPrincipal;

    /// <param name="requiredYield">Per year, above zero (a perpetual has no price at zero).</param>
    public static GruPrice Of(GruTerms terms, double requiredYield, IndexLink index)
    {
        terms.Checked();
        index.Checked();
        if (!(double.IsFinite(requiredYield) && requiredYield > 0))
            throw new ArgumentOutOfRangeException(nameof(requiredYield), requiredYield, "above zero");
        var limit = terms.AnnualCoupon / requiredYield;
        var discount = terms.Years is { } years ? Math.Pow(1 + requiredYield, -years) : 0;
        return new GruPrice
        {
            Coupons = limit * (1 - discount),
            Redemption = terms.Principal * discount,
            CouponOverYield = limit,
            PrincipalOverYield = terms.Principal / requiredYield,
            IndexExcess = terms.Principal * (index.Ratio - 1) * index.Weight,
            IndexedPrincipal = terms.Principal * index.Ratio * index.Weight,
        };
    }

    /// <summary>
    /// The published intrinsic value of the holder's right to sell back after some years: PV(principal) less PV(coupons
    /// lost). Its value as an option comes from <see cref="BuybackOption"/>.
    /// </summary>
    /// <param name="buybackYears">1 or more, at most the bond's life; ten in the published terms.</param>
    public static double BuybackIntrinsic(GruTerms terms, double requiredYield, int buybackYears)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buybackYears);
        if (terms.Years < buybackYears) throw new ArgumentOutOfRangeException(nameof(buybackYears));
        var whole = Of(terms, requiredYield, new(1, 1, 0));
        var untilThen = Of(terms with { Years = buybackYears }, requiredYield, new(1, 1, 0));
        return untilThen.Redemption - (whole.Coupons - untilThen.Coupons);
    }
}
