namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>One named shock. Rates as fractions: 0.01 is one percentage point.</summary>
/// <param name="ParallelShift">Added to the yield at every term.</param>
/// <param name="Twist">Added at the long end, taken off at the short end, straight in between; pivot at ten
/// years.</param>
/// <param name="IndexFactor">Times the index; 0.7 is -30 %.</param>
/// <param name="DifficultyFactor">Times the mining difficulty; 1.5 is +50 %.</param>
public sealed record StressScenario(
    string Name, double ParallelShift, double Twist, double IndexFactor, double DifficultyFactor)
{
    /// <summary>
    /// The published set: curve shifts and twists, index by 30 %, difficulty by 50 %, and the worst together.
    /// </summary>
    public static IReadOnlyList<StressScenario> Standard { get; } =
    [
        new("curve +100 bp", 0.01, 0, 1, 1),
        new("curve -100 bp", -0.01, 0, 1, 1),
        new("steeper by 50 bp", 0, 0.005, 1, 1),
        new("flatter by 50 bp", 0, -0.005, 1, 1),
        new("index +30 %", 0, 0, 1.3, 1),
        new("index -30 %", 0, 0, 0.7, 1),
        new("difficulty +50 %", 0, 0, 1, 1.5),
        new("difficulty -50 %", 0, 0, 1, 0.5),
        new("combined", 0.01, 0.005, 0.7, 1.5),
    ];
}

/// <summary>What is stressed: a bond of the curve, its index link, and a claim on mining beside it.</summary>
/// <param name="MiningValue">Value of mining coupons now, zero or more; it falls as difficulty rises, in
/// proportion.</param>
public sealed record StressedPosition(GruTerms Terms, double RequiredYield, IndexLink Index, double MiningValue);

/// <summary>A position before and after one shock. Analytics in <c>double</c>.</summary>
public sealed record StressResult(StressScenario Scenario, double Before, double After)
{
    private const int PerpetualYears = GruTerms.YearsMax;
    private const double PivotYears = 10;
    private const double TwistYears = 10;

    public double Change => After - Before;

    public static IReadOnlyList<StressResult> Run(StressedPosition position, IReadOnlyList<StressScenario> scenarios)
    {
        position.Terms.Checked();
        position.Index.Checked();
        var calm = new StressScenario("none", 0, 0, 1, 1);
        var before = Value(position, calm);
        return [.. scenarios.Select(scenario => new StressResult(scenario, before, Value(position, scenario)))];
    }

    private static double Value(StressedPosition position, StressScenario scenario)
    {
        var (terms, index) = (position.Terms, position.Index);
        var last = terms.Years ?? PerpetualYears;
        var sum = 0.0;
        for (var year = 1; year <= last; year++)
        {
            var twist = scenario.Twist * Math.Clamp((year - PivotYears) / TwistYears, -1, 1);
            var rate = position.RequiredYield + scenario.ParallelShift + twist;
            if (!(rate > -1))
                throw new ArgumentOutOfRangeException(nameof(position), "a stressed yield is not above -1");
            var cash = terms.AnnualCoupon + (year == terms.Years ? terms.Principal : 0);
            sum += cash * Math.Pow(1 + rate, -year);
        }

        var excess = terms.Principal * ((index.Ratio * scenario.IndexFactor) - 1) * index.Weight;
        return sum + excess + (position.MiningValue / scenario.DifficultyFactor);
    }
}
