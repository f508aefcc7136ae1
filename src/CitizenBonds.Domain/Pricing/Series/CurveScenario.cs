namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>
/// A shift and a twist of the continuously compounded zero rates, fractions a year. The twist is added in full from
/// twenty years on, taken off in full at today, straight in between; it pivots at ten years.
/// </summary>
public readonly record struct CurveScenario(double Parallel, double Twist)
{
    private const double PivotYears = 10;

    private static readonly double[] Shifts =
    [
        -0.02, -0.015, -0.01, -0.0075, -0.005, -0.0025, -0.001, 0,
        0.001, 0.0025, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03,
    ];

    private static readonly double[] Twists = [-0.005, 0, 0.005, 0.01];

    /// <summary>Sixteen shifts from -200 to +300 basis points by four twists from -50 to +100.</summary>
    public static IReadOnlyList<CurveScenario> Standard { get; } =
        [.. Twists.SelectMany(_ => Shifts, (twist, shift) => new CurveScenario(shift, twist))];

    /// <summary>Added to the zero rate of a term.</summary>
    public double At(double years) => Parallel + (Twist * TwistShare(years));

    /// <summary>-1 at today, 0 at ten years, 1 from twenty on.</summary>
    internal static double TwistShare(double years) => Math.Clamp((years - PivotYears) / PivotYears, -1, 1);
}
