namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// Bills and other papers with one payment: discount and simple interest. Prices per 100 repaid; rates as fractions a
/// year; time in years by the paper's day count, above zero.
/// </summary>
public static class SimpleInterest
{
    private const double Redemption = 100;

    /// <summary>P = 100 (1 - d t).</summary>
    public static double PriceFromDiscountRate(double discountRate, double years) =>
        Redemption * (1 - discountRate * Time(years));

    /// <summary>d = (100 - P) / (100 t).</summary>
    public static double DiscountRateFromPrice(double price, double years) =>
        (Redemption - price) / (Redemption * Time(years));

    /// <summary>P = 100 / (1 + y t).</summary>
    public static double PriceFromYield(double yield, double years) => Redemption / (1 + yield * Time(years));

    /// <summary>y = (100 / P - 1) / t.</summary>
    public static double YieldFromPrice(double price, double years) => (Redemption / price - 1) / Time(years);

    /// <summary>What an investment grows to when it was bought at a discount rate: I / (1 - d t).</summary>
    public static double RedemptionFromInvestment(double investment, double discountRate, double years) =>
        investment / (1 - discountRate * Time(years));

    /// <summary>
    /// Yield of a coupon bond that costs as much as a bill: simple up to half a year; beyond it the half-yearly
    /// compounded yield, from the quadratic the United States Treasury uses.
    /// </summary>
    /// <param name="days">Actual days to maturity, 1 to 366.</param>
    public static double BondEquivalentFromDiscountRate(double discountRate, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 366);
        if (days <= 182) return 365 * discountRate / (360 - discountRate * days);
        var price = PriceFromDiscountRate(discountRate, days / 360d) / Redemption;
        var years = days / (days == 366 ? 366d : 365d);
        var root = Math.Sqrt(years * years - (2 * years - 1) * (1 - 1 / price));
        return 2 * (root - years) / (2 * years - 1);
    }

    /// <summary>
    /// Clean price of a paper that pays its interest at maturity: discounted simply, less what is accrued.
    /// </summary>
    /// <param name="couponRate">Simple, on 100, from issue to maturity.</param>
    /// <param name="issueToMaturity">Years.</param>
    /// <param name="issueToSettlement">Years.</param>
    /// <param name="settlementToMaturity">Years.</param>
    public static double CleanFromYieldWithInterestAtMaturity(
        double couponRate, double yield, double issueToMaturity, double issueToSettlement,
        double settlementToMaturity) =>
        Redemption * ((1 + couponRate * issueToMaturity) / (1 + yield * settlementToMaturity)
            - couponRate * issueToSettlement);

    /// <summary>The inverse of <see cref="CleanFromYieldWithInterestAtMaturity"/>.</summary>
    public static double YieldFromCleanWithInterestAtMaturity(
        double couponRate, double cleanPrice, double issueToMaturity, double issueToSettlement,
        double settlementToMaturity) =>
        ((1 + couponRate * issueToMaturity) / (cleanPrice / Redemption + couponRate * issueToSettlement) - 1)
        / Time(settlementToMaturity);

    private static double Time(double years)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        return years;
    }
}
