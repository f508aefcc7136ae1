namespace CitizenBonds.Domain.Mining;

/// <summary>
/// What the coupons still to come of one PureMining bond are worth, in BTC, when difficulty grows by a constant share
/// at every retarget. Whoever buys bets that it will not rise too much: <see cref="BreakEvenGrowth"/> is that bet as a
/// number. Analytics in <c>double</c>. Model of ours: with growth g the 2,016 blocks of a period take 14 days / (1 +
/// g).
/// </summary>
public sealed record MiningValuation
{
    private const int ChunksPerPeriod = Retarget.PeriodBlocks / KeyBlock.IntervalBlocks;
    private const int ChunksPerEra = BlockSubsidy.HalvingBlocks / KeyBlock.IntervalBlocks;
    private const double SecondsPerYear = 365.0 * 86_400;
    private const double SatoshiPerCoin = 1e8;
    private const double GrowthMin = -0.5;
    private const double GrowthMax = 3;
    private const int BisectionsMax = 200;
    private static readonly double HashesPerDifficulty = Math.Pow(2, 32);

    /// <summary>Height of the last key block; the next coupon closes 336 blocks later.</summary>
    public required long KeyHeight { get; init; }

    /// <summary>Difficulty of the period the next coupon falls in, above zero.</summary>
    public required double Difficulty { get; init; }

    /// <summary>Yearly, continuously compounded is not meant: 0.05 discounts one year by 1.05. Above -1.</summary>
    public required double DiscountRate { get; init; }

    /// <summary>The closed sum: one geometric series per halving, its broken periods added at both ends.</summary>
    /// <param name="growth">Difficulty growth per retarget, -0.5 to 3, ends included.</param>
    public double ValueAt(double growth)
    {
        Check(growth);
        var chunkSeconds = KeyBlock.IntervalBlocks * (double)Retarget.BlockSeconds / (1 + growth);
        var discount = Math.Pow(1 + DiscountRate, -chunkSeconds / SecondsPerYear);
        var perSatoshi = chunkSeconds * PureMiningCoupon.HashesPerSecond / (Difficulty * HashesPerDifficulty)
            / SatoshiPerCoin;
        var first = FirstChunk;
        var total = 0.0;
        var from = first;
        while (BlockSubsidy.At(from * KeyBlock.IntervalBlocks) is { IsPositive: true } subsidy)
        {
            var to = ((from / ChunksPerEra) + 1) * ChunksPerEra;
            total += subsidy.MinorUnits * perSatoshi * Chunks(first, from, to, growth, discount);
            from = to;
        }

        return total;
    }

    /// <summary>The growth at which the coupons are worth the price; null when none between -0.5 and 3 does.</summary>
    /// <param name="priceCoins">BTC per bond, above zero.</param>
    public double? BreakEvenGrowth(double priceCoins)
    {
        if (!(double.IsFinite(priceCoins) && priceCoins > 0))
            throw new ArgumentOutOfRangeException(nameof(priceCoins), priceCoins, "must be finite and above zero");
        var (low, high) = (GrowthMin, GrowthMax);
        if (!(ValueAt(low) >= priceCoins) || ValueAt(high) > priceCoins) return null;
        for (var i = 0; i < BisectionsMax && high - low > 1e-13; i++)
        {
            var middle = (low + high) / 2;
            if (ValueAt(middle) >= priceCoins) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>The value on one path of growths, one per retarget; the last goes on for ever after.</summary>
    /// <param name="growths">At least one.</param>
    public double ValueOnPath(ReadOnlySpan<double> growths)
    {
        var first = FirstChunk;
        var (difficulty, discount, total, retargets) = (Difficulty, 1.0, 0.0, 0);
        var growth = growths[0];
        for (var chunk = first; BlockSubsidy.At(chunk * KeyBlock.IntervalBlocks).IsPositive; chunk++)
        {
            if (chunk > first && chunk % ChunksPerPeriod == 0)
            {
                difficulty *= 1 + growth;
                growth = growths[Math.Min(++retargets, growths.Length - 1)];
                if (retargets >= growths.Length - 1)
                {
                    // From here on growth stays: the closed sum says what ten thousand more steps would.
                    var rest = this with
                    {
                        KeyHeight = (chunk * KeyBlock.IntervalBlocks) - 1, Difficulty = difficulty,
                    };
                    return total + (discount * rest.ValueAt(growth));
                }
            }

            var seconds = KeyBlock.IntervalBlocks * (double)Retarget.BlockSeconds / (1 + growth);
            discount *= Math.Pow(1 + DiscountRate, -seconds / SecondsPerYear);
            total += discount * seconds * BlockSubsidy.At(chunk * KeyBlock.IntervalBlocks).MinorUnits / SatoshiPerCoin
                * PureMiningCoupon.HashesPerSecond / (difficulty * HashesPerDifficulty);
        }

        return total;
    }

    /// <summary>Chunks of 336 blocks are counted from the first block of the chain.</summary>
    private long FirstChunk => (KeyHeight + 1) / KeyBlock.IntervalBlocks;

    /// <summary>
    /// Sum over the chunks [from, to) of discount and difficulty factors, in units of the first coupon.
    /// </summary>
    private static double Chunks(long first, long from, long to, double growth, double discount)
    {
        var sum = 0.0;
        var chunk = from;
        while (chunk < to && chunk % ChunksPerPeriod != 0) sum += Factor(first, chunk++, growth, discount);
        var periods = (to - chunk) / ChunksPerPeriod;
        if (periods > 0)
        {
            var ratio = Math.Pow(discount, ChunksPerPeriod) / (1 + growth);
            var start = Factor(first, chunk, growth, discount) * Geometric(discount, ChunksPerPeriod);
            sum += start * Geometric(ratio, periods);
            chunk += periods * ChunksPerPeriod;
        }

        while (chunk < to) sum += Factor(first, chunk++, growth, discount);
        return sum;
    }

    private static double Factor(long first, long chunk, double growth, double discount)
    {
        var retargets = (chunk / ChunksPerPeriod) - (first / ChunksPerPeriod);
        return Math.Pow(discount, chunk - first + 1) / Math.Pow(1 + growth, retargets);
    }

    /// <summary>1 + q + ... + q^(n-1).</summary>
    private static double Geometric(double ratio, long terms) =>
        Math.Abs(ratio - 1) < 1e-12 ? terms : (Math.Pow(ratio, terms) - 1) / (ratio - 1);

    private void Check(double growth)
    {
        if (!(growth >= GrowthMin && growth <= GrowthMax))
            throw new ArgumentOutOfRangeException(nameof(growth), growth, "from -0.5 to 3");
        if (!KeyBlock.IsKeyHeight(KeyHeight)) throw new InvalidOperationException("KeyHeight is no key height");
        if (!(double.IsFinite(Difficulty) && Difficulty > 0))
            throw new InvalidOperationException("Difficulty must be finite and above zero");
        if (!(double.IsFinite(DiscountRate) && DiscountRate > -1))
            throw new InvalidOperationException("DiscountRate must be finite and above -1");
    }
}
