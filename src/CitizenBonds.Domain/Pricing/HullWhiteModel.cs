using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// One-factor model of the short rate (Hull and White 1990): dr = (theta(t) - a r) dt + sigma dW, with theta such that
/// today's curve is met exactly.
/// </summary>
public sealed record HullWhiteModel
{
    /// <param name="meanReversion">a, a year; zero or more, at most 10.</param>
    /// <param name="volatility">sigma, absolute, a year: 0.01 is one percentage point. Zero or more, at most 1.</param>
    public HullWhiteModel(double meanReversion, double volatility)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Guard.Finite(meanReversion, nameof(meanReversion)));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(meanReversion, 10);
        ArgumentOutOfRangeException.ThrowIfNegative(Guard.Finite(volatility, nameof(volatility)));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(volatility, 1);
        MeanReversion = meanReversion;
        Volatility = volatility;
    }

    public double MeanReversion { get; }

    public double Volatility { get; }

    /// <summary>Variance of the short rate after a time, given its value now.</summary>
    internal double Variance(double years) =>
        Volatility * Volatility * (MeanReversion == 0
            ? years
            : (1 - Math.Exp(-2 * MeanReversion * years)) / (2 * MeanReversion));
}
