namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// Finds the discount factors that price every par bond at 100. A factor between two points depends on both and on
/// their neighbours, so the points are solved one after the other, again and again, until all agree.
/// </summary>
internal static class ParBootstrap
{
    private const int SweepsMax = 200;
    private const double Tolerance = 1e-14;
    private const double LowestYield = -0.5;
    private const double HighestYield = 1;

    /// <summary>Bound on minus the logarithm of a discount factor: beyond it, nothing is left of the payment.</summary>
    private const double LogMax = 100;

    public static CurveRefusal? Solve(IReadOnlyList<ParYield> points, int paymentsPerYear, out DiscountCurve? curve)
    {
        curve = null;
        if (FindRefusal(points, paymentsPerYear) is { } refusal) return refusal;
        var years = new double[points.Count + 1];
        var logs = new double[points.Count + 1];
        for (var i = 1; i < years.Length; i++)
        {
            years[i] = points[i - 1].Years;
            logs[i] = years[i] * paymentsPerYear * Math.Log(1 + points[i - 1].Yield / paymentsPerYear);
        }

        var state = new State(years, logs, points, paymentsPerYear);
        for (var sweep = 0; sweep < SweepsMax; sweep++)
        {
            var worst = state.Sweep();
            if (!double.IsFinite(worst)) break;
            if (worst > Tolerance) continue;
            curve = new(years, logs);
            return null;
        }

        return CurveRefusal.NotArbitrageFree;
    }

    private static CurveRefusal? FindRefusal(IReadOnlyList<ParYield> points, int paymentsPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(paymentsPerYear);
        if (points.Count == 0) return CurveRefusal.NoPoints;
        if (points.Count > DiscountCurve.PointsMax) return CurveRefusal.TooManyPoints;
        var before = 0d;
        foreach (var (years, _) in points)
        {
            if (!(years > before) || years > DiscountCurve.YearsMax) return CurveRefusal.TermsOutOfOrder;
            before = years;
        }

        foreach (var (years, _) in points)
        {
            var periods = years * paymentsPerYear;
            if (periods > 1 && Math.Abs(periods - Math.Round(periods)) > 1e-9) return CurveRefusal.TermNotWholePeriods;
        }

        foreach (var (_, yield) in points)
            if (!(yield is >= LowestYield and <= HighestYield)) return CurveRefusal.YieldOutOfRange;
        return null;
    }

    /// <summary>The unknowns while they are being solved.</summary>
    private sealed class State(double[] years, double[] logs, IReadOnlyList<ParYield> points, int paymentsPerYear)
    {
        private const double Probe = 1e-6;
        private readonly double[] _slopes = new double[years.Length];

        /// <summary>Moves every point once towards its bond's price of 1.</summary>
        /// <returns>The largest miss before the move.</returns>
        public double Sweep()
        {
            var worst = 0d;
            for (var i = 1; i < years.Length; i++)
            {
                var miss = Miss(i);
                worst = Math.Max(worst, Math.Abs(miss));
                var start = logs[i];
                logs[i] = start + Probe;
                var slope = (Miss(i) - miss) / Probe;
                logs[i] = start - miss / slope;
                if (!(Math.Abs(logs[i]) < LogMax)) return double.NaN;
            }

            return worst;
        }

        /// <summary>Price of the bond of point i, per 1 of face value, less 1.</summary>
        private double Miss(int i)
        {
            var (term, yield) = points[i - 1];
            if (term * paymentsPerYear <= 1)
                return Math.Pow(1 + yield / paymentsPerYear, term * paymentsPerYear) * Math.Exp(-logs[i]) - 1;
            MonotoneInterpolation.FillSlopes(years, logs, _slopes);
            var annuity = 0d;
            var payments = (int)Math.Round(term * paymentsPerYear);
            for (var k = 1; k < payments; k++) annuity += DiscountAt((double)k / paymentsPerYear);
            var last = Math.Exp(-logs[i]);
            return yield / paymentsPerYear * (annuity + last) + last - 1;
        }

        private double DiscountAt(double time) =>
            Math.Exp(-MonotoneInterpolation.ValueAt(time, years, logs, _slopes));
    }
}
