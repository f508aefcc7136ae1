namespace CitizenBonds.Domain.Bonds;

/// <summary>A yield as a fraction a year (0.0125 is 1.25 %), or why there is none.</summary>
public readonly record struct YieldSolution
{
    private readonly double _yield;

    private YieldSolution(double yield, PricingRefusal? refusal)
    {
        _yield = yield;
        Refusal = refusal;
    }

    public PricingRefusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">There is none; ask <see cref="Refusal"/> first.</exception>
    public double Yield => Refusal is { } refusal
        ? throw new InvalidOperationException($"There is no yield: {refusal}.")
        : _yield;

    public static YieldSolution Found(double yield) => new(yield, null);

    public static YieldSolution Refused(PricingRefusal refusal) => new(0, refusal);
}
