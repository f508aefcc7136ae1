namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// Value at risk and expected shortfall of one period, as losses: positive numbers are lost, per unit of value or in
/// the
/// unit of the returns. Analytics in <c>double</c>.
/// </summary>
/// <param name="Level">Confidence, above 0.5 and under 1; 0.99 looks at the worst hundredth.</param>
public sealed record RiskFigures(double Level, double ValueAtRisk, double ExpectedShortfall)
{
    /// <summary>
    /// From the returns themselves: with n of them and k = the whole part of n (1 - level), at least one, the k-th
    /// worst
    /// loss and the mean of the k worst.
    /// </summary>
    /// <param name="returns">At least one, finite.</param>
    public static RiskFigures Historical(IReadOnlyList<double> returns, double level)
    {
        Check(returns, level);

        // A share such as 100 * (1 - 0.99) is a hair under 1 in binary; the nudge takes it for the 1 it is.
        var worst = Math.Max(1, (int)Math.Floor((returns.Count * (1 - level)) + 1e-9));
        double[] tail = [.. returns.Order().Take(worst)];
        return new(level, -tail[^1], -tail.Average());
    }

    /// <summary>
    /// Normal returns with the sample's mean and deviation: z s - m, and s * density(z) / (1 - level) - m.
    /// </summary>
    /// <param name="returns">At least two, finite.</param>
    public static RiskFigures Parametric(IReadOnlyList<double> returns, double level)
    {
        Check(returns, level);
        return Parametric(returns.Average(), Volatility.Realised(returns, 1), level);
    }

    /// <param name="mean">Per period.</param>
    /// <param name="deviation">Per period, zero or more.</param>
    public static RiskFigures Parametric(double mean, double deviation, double level)
    {
        Check([mean, deviation], level);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        var quantile = Normal.Quantile(level);
        return new(
            level, (quantile * deviation) - mean, (deviation * Normal.Density(quantile) / (1 - level)) - mean);
    }

    private static void Check(IReadOnlyList<double> returns, double level)
    {
        if (!(level is > 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "0.5 to 1");
        if (returns.Count == 0 || returns.Any(value => !double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(nameof(returns), "at least one, all finite");
    }
}
