namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>Volatility of log returns, as a fraction per year. Analytics in <c>double</c>.</summary>
public static class Volatility
{
    /// <summary>The usual decay of daily data.</summary>
    public const double DefaultDecay = 0.94;

    /// <summary>ln(P_i / P_(i-1)).</summary>
    /// <param name="prices">At least two, finite and above zero.</param>
    public static double[] LogReturns(IReadOnlyList<double> prices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prices.Count, 2, nameof(prices));
        if (prices.Any(price => !(double.IsFinite(price) && price > 0)))
            throw new ArgumentOutOfRangeException(nameof(prices), "prices are finite and above zero");
        return [.. prices.Skip(1).Zip(prices, (now, before) => Math.Log(now / before))];
    }

    /// <summary>Sample standard deviation times the square root of the returns a year holds.</summary>
    /// <param name="logReturns">At least two.</param>
    /// <param name="perYear">Returns in a year, for example 250; above zero.</param>
    public static double Realised(IReadOnlyList<double> logReturns, double perYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logReturns.Count, 2, nameof(logReturns));
        var mean = logReturns.Average();
        var variance = logReturns.Sum(value => (value - mean) * (value - mean)) / (logReturns.Count - 1);
        return Math.Sqrt(variance * perYear);
    }

    /// <summary>
    /// Exponentially weighted: s2 = decay * s2 + (1 - decay) * r2, starting from the first squared return; mean zero.
    /// </summary>
    /// <param name="decay">Above 0, under 1.</param>
    public static double Ewma(IReadOnlyList<double> logReturns, double perYear, double decay = DefaultDecay)
    {
        ArgumentOutOfRangeException.ThrowIfZero(logReturns.Count, nameof(logReturns));
        if (!(decay is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(decay));
        var variance = logReturns[0] * logReturns[0];
        foreach (var value in logReturns.Skip(1)) variance = (decay * variance) + ((1 - decay) * value * value);
        return Math.Sqrt(variance * perYear);
    }
}
