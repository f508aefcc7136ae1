using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>All standard scenarios of one series at once, eight to a vector.</summary>
internal static class ScenarioValues
{
    private static readonly double[] Parallels = [.. CurveScenario.Standard.Select(scenario => scenario.Parallel)];
    private static readonly double[] Twists = [.. CurveScenario.Standard.Select(scenario => scenario.Twist)];

    /// <summary>Sum of value * e^(-shift(t) t) for every scenario.</summary>
    /// <param name="years">Of each payment.</param>
    /// <param name="values">Of each payment today.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ReadOnlySpan<double> years, ReadOnlySpan<double> values, Span<double> prices)
    {
        var lanes = Vector512<double>.Count;
        for (var s = 0; s < prices.Length; s += lanes)
        {
            var (parallel, twist) = (Vector512.Create(Parallels.AsSpan(s)), Vector512.Create(Twists.AsSpan(s)));
            var sum = Vector512<double>.Zero;
            for (var k = 0; k < years.Length; k++)
            {
                var shift = parallel + (twist * CurveScenario.TwistShare(years[k]));
                sum += Vector512.Exp(shift * -years[k]) * values[k];
            }

            sum.CopyTo(prices[s..]);
        }
    }
}
