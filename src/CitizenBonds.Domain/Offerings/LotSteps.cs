namespace CitizenBonds.Domain.Offerings;

/// <summary>
/// The ladder a ceiling climbs: step 0 is nothing, step 1 the minimum, each further step one multiple more.
/// </summary>
internal readonly record struct LotSteps(long Minimum, long Multiple)
{
    /// <summary>The answer of <see cref="HighestStepWithin"/> when all demands fit.</summary>
    public const long Unlimited = long.MaxValue;

    public long TokensAt(long step) => step == 0 ? 0 : checked(Minimum + ((step - 1) * Multiple));

    /// <summary>The highest step at which all demands, each cut to it, fit into the supply.</summary>
    public long HighestStepWithin(long[] demands, long supply)
    {
        if (TotalCutAt(demands, long.MaxValue) <= supply) return Unlimited;
        // A ceiling above the supply cannot fit: some demand above it alone would exceed the supply.
        var (fits, tooHigh) = (0L, supply < Minimum ? 1 : ((supply - Minimum) / Multiple) + 2);
        while (tooHigh - fits > 1)
        {
            var middle = fits + ((tooHigh - fits) / 2);
            if (TotalCutAt(demands, TokensAt(middle)) <= supply) fits = middle;
            else tooHigh = middle;
        }
        return fits;
    }

    private static Int128 TotalCutAt(long[] demands, long ceiling)
    {
        var total = Int128.Zero;
        foreach (var demand in demands) total += Math.Min(demand, ceiling);
        return total;
    }
}
