namespace CitizenBonds.Benchmarks.Pricing;

/// <summary>
/// The yardstick: the textbook's annuity formulas and Newton's method, inlined, without conventions, checks or care for
/// digits. Only for regular coupons and more than one of them.
/// </summary>
internal static class BareClosedForm
{
    /// <param name="Coupon">Of one period, per 100.</param>
    /// <param name="Wait">Periods to the first payment.</param>
    internal readonly record struct Bond(double Coupon, double Wait, double Count, double PaymentsPerYear);

    public static double Price(in Bond bond, double yield)
    {
        var rate = yield / bond.PaymentsPerYear;
        var power = Math.Pow(1 + rate, -bond.Count);
        return Math.Pow(1 + rate, 1 - bond.Wait) * (bond.Coupon * (1 - power) / rate + 100 * power);
    }

    public static (double Price, double YieldBack, double Macaulay, double Modified, double Convexity) FiveAnalytics(
        in Bond bond, double yield)
    {
        var (price, slope, curvature) = Derivatives(bond, yield / bond.PaymentsPerYear);
        var modified = -slope / price / bond.PaymentsPerYear;
        return (
            price,
            YieldBack(bond, price),
            modified * (1 + yield / bond.PaymentsPerYear),
            modified,
            curvature / price / (bond.PaymentsPerYear * bond.PaymentsPerYear));
    }

    private static double YieldBack(in Bond bond, double price)
    {
        var rate = (bond.Coupon + (100 - price) / bond.Count) / (50 + price / 2);
        for (var step = 0; step < 20; step++)
        {
            var (value, slope, _) = Derivatives(bond, rate);
            var move = (value - price) / slope;
            rate -= move;
            if (Math.Abs(move) < 1e-12) break;
        }

        return rate * bond.PaymentsPerYear;
    }

    /// <summary>P = (1+i)^(1-w) A(i), A = c (1 - q) / i + 100 q, q = (1+i)^-n, and two derivatives by i.</summary>
    private static (double Price, double Slope, double Curvature) Derivatives(in Bond bond, double rate)
    {
        var (coupon, n) = (bond.Coupon, bond.Count);
        var factor = 1 + rate;
        var head = 1 - bond.Wait;
        var scale = Math.Pow(factor, head);
        var q = Math.Pow(factor, -n);
        var q1 = -n * q / factor;
        var q2 = -(n + 1) * q1 / factor;
        var annuity = coupon * (1 - q) / rate;
        var a = annuity + 100 * q;
        var a1 = -coupon * q1 / rate - annuity / rate + 100 * q1;
        var a2 = -coupon * q2 / rate + 2 * coupon * q1 / (rate * rate) + 2 * annuity / (rate * rate) + 100 * q2;
        var h1 = head / factor;
        var h2 = h1 * (head - 1) / factor;
        return (scale * a, scale * (a1 + h1 * a), scale * (a2 + 2 * h1 * a1 + h2 * a));
    }
}
