namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// Price from yield and yield from price, per 100 of face value, in <c>double</c>. Yields are fractions a year,
/// compounded as often as coupons are paid; zero and negative ones are legal.
/// </summary>
public static class BondYield
{
    /// <summary>Bounds of 1 + yield / payments between which a yield is looked for.</summary>
    public const double PeriodFactorMin = 1e-4;
    public const double PeriodFactorMax = 1e4;

    private const int StepsMax = 100;
    private static readonly double LogFactorMin = Math.Log(PeriodFactorMin);
    private static readonly double LogFactorMax = Math.Log(PeriodFactorMax);

    /// <summary>A step of the third order this small leaves an error far below the last digit.</summary>
    private const double LastStep = 1e-5;

    /// <returns>Why this yield gives no price, or null when it gives one.</returns>
    public static PricingRefusal? FindRefusal(RemainingCashflows cashflows, double yield)
    {
        if (!double.IsFinite(yield)) return PricingRefusal.YieldNotFinite;
        var rate = yield / cashflows.CompoundingsPerYear;
        if (1 + rate < PeriodFactorMin || 1 + rate > PeriodFactorMax) return PricingRefusal.YieldOutOfRange;
        var price = cashflows.MomentsAt(rate).Price;
        return double.IsFinite(price) && price > 0 ? null : PricingRefusal.PriceOutOfRange;
    }

    /// <exception cref="ArgumentOutOfRangeException">The yield has a <see cref="PricingRefusal"/>.</exception>
    public static double DirtyFromYield(RemainingCashflows cashflows, double yield) =>
        cashflows.MomentsAt(PeriodRate(cashflows, yield)).Price;

    /// <exception cref="ArgumentOutOfRangeException">The yield has a <see cref="PricingRefusal"/>.</exception>
    public static double CleanFromYield(RemainingCashflows cashflows, double yield) =>
        DirtyFromYield(cashflows, yield) - cashflows.Accrued;

    /// <summary>Everything at once, for little more than the price alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The yield has a <see cref="PricingRefusal"/>.</exception>
    public static BondAnalytics AnalyticsFromYield(RemainingCashflows cashflows, double yield)
    {
        var moments = cashflows.MomentsAt(PeriodRate(cashflows, yield));
        double payments = cashflows.CompoundingsPerYear;
        var perYear = 1 / (payments * moments.Price);
        return new(
            moments.Price - cashflows.Accrued,
            cashflows.Accrued,
            moments.Price,
            moments.Weighted * perYear,
            -moments.Slope * perYear,
            moments.Curvature * perYear / payments);
    }

    public static YieldSolution YieldFromClean(RemainingCashflows cashflows, double cleanPrice) =>
        YieldFromDirty(cashflows, cleanPrice + cashflows.Accrued);

    /// <summary>The continuously compounded rate that grows money as fast as this yield.</summary>
    public static double ContinuousFromYield(double yield, int compoundingsPerYear) =>
        compoundingsPerYear * Math.Log(1 + yield / compoundingsPerYear);

    /// <summary>
    /// The logarithm of the price is a convex, falling and nearly straight function of the logarithm of the period's
    /// factor, so a bracketed step of Halley's method on the two logarithms needs two or three turns.
    /// </summary>
    public static YieldSolution YieldFromDirty(RemainingCashflows cashflows, double dirtyPrice)
    {
        if (!double.IsFinite(dirtyPrice)) return YieldSolution.Refused(PricingRefusal.PriceNotFinite);
        if (dirtyPrice <= 0) return YieldSolution.Refused(PricingRefusal.PriceNotPositive);
        if (cashflows.IsSimple)
            return Within(cashflows.SimpleRateFromDirty(dirtyPrice), cashflows.CompoundingsPerYear);
        var rate = FirstGuess(cashflows, dirtyPrice);
        var logFactor = Math.Log(1 + rate);
        var (low, high) = (LogFactorMin, LogFactorMax);
        for (var step = 0; step < StepsMax; step++)
        {
            var moments = cashflows.MomentsAt(rate, logFactor);
            var excess = NearOne.Log(moments.Price / dirtyPrice);
            if (double.IsNaN(excess)) break;
            if (excess > 0) low = logFactor;
            else high = logFactor;
            var move = HalleyStep(moments, 1 + rate, excess);
            var next = logFactor + move;
            var isWithin = next > low - LastStep && next < high + LastStep;
            if (!isWithin)
            {
                if (high - low < LastStep) break;
                next = (low + high) / 2;
                move = next - logFactor;
            }

            // Rate and logarithm move together, so that neither is taken from the other with a loss of digits.
            rate += (1 + rate) * NearOne.ExpMinusOne(move);
            logFactor = next;
            if (isWithin && Math.Abs(move) < LastStep) return Within(rate, cashflows.CompoundingsPerYear);
        }

        return YieldSolution.Refused(PricingRefusal.NoYieldForPrice);
    }

    private static YieldSolution Within(double rate, int paymentsPerYear) =>
        1 + rate is > PeriodFactorMin and < PeriodFactorMax
            ? YieldSolution.Found(rate * paymentsPerYear)
            : YieldSolution.Refused(PricingRefusal.NoYieldForPrice);

    private static double HalleyStep(CashflowMoments moments, double factor, double excess)
    {
        var perPrice = 1 / moments.Price;
        var slope = moments.Slope * factor * perPrice;
        var curvature = moments.Curvature * factor * factor * perPrice + slope - slope * slope;
        return -2 * excess * slope / (2 * slope * slope - excess * curvature);
    }

    /// <summary>
    /// Interest plus the gain to par per period, over a mean of price and par that fits long bonds best.
    /// </summary>
    private static double FirstGuess(RemainingCashflows cashflows, double dirtyPrice)
    {
        var last = cashflows.LastPeriod;
        var clean = dirtyPrice - cashflows.Accrued;
        var guess = (cashflows.Coupon + (100 - clean) / Math.Max(last, 0.1)) / (40 + 0.6 * Math.Max(clean, 0));
        return Math.Clamp(guess, -0.5, 1);
    }

    private static double PeriodRate(RemainingCashflows cashflows, double yield)
    {
        var rate = yield / cashflows.CompoundingsPerYear;
        return 1 + rate is >= PeriodFactorMin and <= PeriodFactorMax
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(yield), yield, "gives no price");
    }
}
