using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// Bonds on a curve, per 100 of face value, in <c>double</c>. The curve's today is the settlement date; time is
/// actual days over 365.
/// </summary>
public static class CurvePricing
{
    private const int StepsMax = 100;
    private const double LastStep = 1e-13;

    /// <summary>Spreads beyond this, 1,000 % a year either way, are not looked for.</summary>
    private const double SpreadMax = 10;

    /// <summary>Years between two dates as curves count them.</summary>
    public static double Years(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 365d;

    /// <param name="spread">Added to every continuously compounded zero rate, a fraction a year.</param>
    public static double DirtyFromCurve(RemainingCashflows cashflows, DiscountCurve curve, double spread = 0)
    {
        var price = 0d;
        for (var k = 0; k < cashflows.Count; k++)
        {
            var years = Years(cashflows.Settlement, cashflows.DateOf(k));
            price += cashflows.Amounts[k] * curve.Discount(years) * Math.Exp(-spread * years);
        }

        return price;
    }

    public static double CleanFromCurve(RemainingCashflows cashflows, DiscountCurve curve, double spread = 0) =>
        DirtyFromCurve(cashflows, curve, spread) - cashflows.Accrued;

    /// <summary>The z-spread: what must be added to every zero rate of the curve to arrive at a price.</summary>
    /// <remarks>
    /// The logarithm of the price is convex and falling in the spread: Newton's steps end at the root.
    /// </remarks>
    public static YieldSolution SpreadFromDirty(RemainingCashflows cashflows, DiscountCurve curve, double dirtyPrice)
    {
        if (!double.IsFinite(dirtyPrice)) return YieldSolution.Refused(PricingRefusal.PriceNotFinite);
        if (dirtyPrice <= 0) return YieldSolution.Refused(PricingRefusal.PriceNotPositive);
        var spread = 0d;
        for (var step = 0; step < StepsMax; step++)
        {
            var (price, weighted) = PriceAndWeight(cashflows, curve, spread);
            var move = Math.Log(price / dirtyPrice) * price / weighted;
            if (!double.IsFinite(move)) break;
            spread += Math.Clamp(move, -1, 1);
            if (Math.Abs(spread) > SpreadMax) break;
            if (Math.Abs(move) < LastStep) return YieldSolution.Found(spread);
        }

        return YieldSolution.Refused(PricingRefusal.NoYieldForPrice);
    }

    private static (double Price, double Weighted) PriceAndWeight(
        RemainingCashflows cashflows, DiscountCurve curve, double spread)
    {
        double price = 0, weighted = 0;
        for (var k = 0; k < cashflows.Count; k++)
        {
            var years = Years(cashflows.Settlement, cashflows.DateOf(k));
            var value = cashflows.Amounts[k] * curve.Discount(years) * Math.Exp(-spread * years);
            price += value;
            weighted += years * value;
        }

        return (price, weighted);
    }
}
