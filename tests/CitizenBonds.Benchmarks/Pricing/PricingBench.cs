using System.Diagnostics;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;

namespace CitizenBonds.Benchmarks.Pricing;

/// <summary>
/// Speed of the bond mathematics on one core: the best of many rounds of some ten milliseconds, short enough for some
/// of them to run undisturbed on a busy machine.
/// </summary>
internal static class PricingBench
{
    private const int Bonds = 20_000;
    private const int Rounds = 100;
    private const int ScenarioBonds = 200;
    private const int Scenarios = 10_000;

    public static void Run()
    {
        var sample = BondSample.Create(Bonds);
        Figure.Print("five-analytics", Best(() => FiveAnalytics(sample)), "bonds/s", Best(() => BareAnalytics(sample)));
        var shifts = new double[Scenarios];

        // Never to a yield of zero: the yardstick divides by it.
        for (var s = 0; s < Scenarios; s++) shifts[s] = (s - Scenarios / 2 + 0.5) * 1e-6;
        Figure.Print(
            "scenarios",
            Best(() => Reprice(sample, shifts)),
            "bond-scenarios/s",
            Best(() => BareReprice(sample, shifts)));
    }

    /// <summary>Price, yield back from the price, both durations and convexity: through the public functions.</summary>
    private static (double Check, long Done) FiveAnalytics(BondSample sample)
    {
        var check = 0d;
        for (var i = 0; i < Bonds; i++)
        {
            var analytics = BondYield.AnalyticsFromYield(sample.Cashflows[i], sample.Yields[i]);
            var back = BondYield.YieldFromDirty(sample.Cashflows[i], analytics.DirtyPrice);
            check += back.Yield - sample.Yields[i] + 1e-9 * (analytics.MacaulayDuration + analytics.Convexity);
        }

        return (check, Bonds);
    }

    private static (double Check, long Done) BareAnalytics(BondSample sample)
    {
        var check = 0d;
        for (var i = 0; i < Bonds; i++)
        {
            var bare = BareClosedForm.FiveAnalytics(sample.Bare[i], sample.Yields[i]);
            check += bare.YieldBack - sample.Yields[i] + 1e-9 * (bare.Macaulay + bare.Convexity);
        }

        return (check, Bonds);
    }

    private static (double Check, long Done) Reprice(BondSample sample, double[] shifts)
    {
        var check = 0d;
        var prices = new double[shifts.Length];
        for (var i = 0; i < ScenarioBonds; i++)
        {
            ScenarioRepricing.DirtyFromShifts(sample.Cashflows[i], sample.Yields[i], shifts, prices);
            check += prices[^1];
        }

        return (check, (long)ScenarioBonds * shifts.Length);
    }

    private static (double Check, long Done) BareReprice(BondSample sample, double[] shifts)
    {
        var check = 0d;
        for (var i = 0; i < ScenarioBonds; i++)
            for (var s = 0; s < shifts.Length; s++)
                check += BareClosedForm.Price(sample.Bare[i], sample.Yields[i] + shifts[s]);
        return (check, (long)ScenarioBonds * shifts.Length);
    }

    /// <summary>Units a second in the fastest round.</summary>
    private static double Best(Func<(double Check, long Done)> round)
    {
        var best = 0d;
        for (var i = 0; i < Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var (check, done) = round();
            best = Math.Max(best, done / Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (double.IsNaN(check)) throw new InvalidOperationException("A price is not a number.");
        }

        return best;
    }
}
