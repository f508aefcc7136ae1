namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// The published loop 7 to 10 to 9.55: capital is minted up by 10/7, 4.5 % is deducted, so that one cycle multiplies it
/// by
/// 9.55/7. Analytics in <c>double</c>.
/// </summary>
public static class LiquidityLoop
{
    public const double MintRatio = 10.0 / 7.0;
    public const double Deduction = 0.045;
    public const double CycleMultiple = MintRatio * (1 - Deduction);

    /// <summary>
    /// sensitivity * ln(cycle multiple) * min(n, n_max) / n_max per year. Our bounded reading of the published
    /// f(efficiency, iterations), which is not defined there.
    /// </summary>
    /// <param name="sensitivity">Per year, zero or more.</param>
    /// <param name="iterations">Zero or more.</param>
    /// <param name="iterationsMax">Above zero.</param>
    public static double YearlyAdjustment(double sensitivity, int iterations, int iterationsMax)
    {
        if (!(double.IsFinite(sensitivity) && sensitivity >= 0))
            throw new ArgumentOutOfRangeException(nameof(sensitivity));
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterationsMax);
        return sensitivity * Math.Log(CycleMultiple) * Math.Min(iterations, iterationsMax) / iterationsMax;
    }
}
