namespace CitizenBonds.Domain.Mining;

/// <summary>
/// The spread of a bond's worth when difficulty growth is uncertain: every retarget draws its growth from a normal
/// distribution, kept within what consensus allows (a quarter to four times). Analytics in <c>double</c>, BTC per bond.
/// </summary>
public sealed record MiningSimulation
{
    public const int PathsMax = 100_000;
    private const int RetargetsDrawn = 260;
    private const double GrowthMin = -0.75;
    private const double GrowthMax = 3;

    private MiningSimulation(double[] sorted)
    {
        Paths = sorted.Length;
        Mean = sorted.Average();
        var variance = sorted.Sum(value => (value - Mean) * (value - Mean)) / (sorted.Length - 1);
        StandardError = Math.Sqrt(variance / sorted.Length);
        _sorted = sorted;
    }

    private readonly double[] _sorted;

    public int Paths { get; }

    public double Mean { get; }

    /// <summary>Of the mean.</summary>
    public double StandardError { get; }

    /// <summary>The value not exceeded on that share of the paths.</summary>
    /// <param name="share">0 to 1, ends included.</param>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1)) throw new ArgumentOutOfRangeException(nameof(share));
        return _sorted[(int)Math.Min(Paths - 1, Math.Floor(share * Paths))];
    }

    /// <summary>Share of the paths on which the coupons are worth less than the price.</summary>
    public double ShareBelow(double priceCoins) => (double)_sorted.Count(value => value < priceCoins) / Paths;

    /// <param name="growthMean">Per retarget.</param>
    /// <param name="growthDeviation">Standard deviation per retarget, zero or more; about ten years are drawn, then the
    /// mean holds.</param>
    /// <param name="paths">2 to <see cref="PathsMax"/>.</param>
    public static MiningSimulation Run(
        MiningValuation valuation, double growthMean, double growthDeviation, int paths, SeededNormal normal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paths, PathsMax);
        if (!double.IsFinite(growthMean)) throw new ArgumentOutOfRangeException(nameof(growthMean));
        if (!(double.IsFinite(growthDeviation) && growthDeviation >= 0))
            throw new ArgumentOutOfRangeException(nameof(growthDeviation));
        var growths = new double[RetargetsDrawn + 1];
        growths[RetargetsDrawn] = growthMean;
        var values = new double[paths];
        for (var path = 0; path < paths; path++)
        {
            for (var i = 0; i < RetargetsDrawn; i++)
                growths[i] = Math.Clamp(growthMean + (growthDeviation * normal.Next()), GrowthMin, GrowthMax);
            values[path] = valuation.ValueOnPath(growths);
        }

        Array.Sort(values);
        return new(values);
    }
}
