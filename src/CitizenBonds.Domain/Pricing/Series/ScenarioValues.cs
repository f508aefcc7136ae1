using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>
/// All standard scenarios of one series at once. A scenario is a shift and a twist, so its factor is the product of
/// theirs: twenty exponentials a payment make all sixty-four.
/// </summary>
internal static class ScenarioValues
{
    private static readonly double[] Shifts =
        [.. CurveScenario.Standard.Select(scenario => scenario.Parallel).Distinct()];

    private static readonly double[] Twists =
        [.. CurveScenario.Standard.Select(scenario => scenario.Twist).Distinct()];

    /// <summary>Sum of value * e^(-shift(t) t) for every scenario, in the order of the standard.</summary>
    /// <param name="years">Of each payment.</param>
    /// <param name="values">Of each payment today.</param>
    /// <param name="prices">As long as <see cref="CurveScenario.Standard"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(ReadOnlySpan<double> years, ReadOnlySpan<double> values, Span<double> prices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(prices.Length, Shifts.Length * Twists.Length);
        var lanes = Vector512<double>.Count;
        Span<double> shifted = stackalloc double[Shifts.Length];
        prices.Clear();
        for (var k = 0; k < years.Length; k++)
        {
            for (var s = 0; s < Shifts.Length; s += lanes)
                (Vector512.Exp(Vector512.Create(Shifts.AsSpan(s)) * -years[k]) * values[k]).CopyTo(shifted[s..]);
            var share = CurveScenario.TwistShare(years[k]) * years[k];
            for (var w = 0; w < Twists.Length; w++)
            {
                var twisted = Math.Exp(-Twists[w] * share);
                var row = prices.Slice(w * Shifts.Length, Shifts.Length);
                for (var s = 0; s < row.Length; s += lanes)
                    (Vector512.Create<double>(row[s..]) + (Vector512.Create<double>(shifted[s..]) * twisted))
                        .CopyTo(row[s..]);
            }
        }
    }
}
