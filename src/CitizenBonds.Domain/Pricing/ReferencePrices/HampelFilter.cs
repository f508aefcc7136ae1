using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Pricing.ReferencePrices;

/// <summary>
/// Takes out trades that stand alone: |P - median| > 3 * 1.4826 * MAD, the median absolute deviation scaled to a
/// standard
/// deviation. Exact in decimals, so the same trades always give the same answer.
/// </summary>
/// <param name="Tick">Smallest price step, above zero.</param>
/// <param name="TicksWhenAgreed">Where MAD is zero: how many ticks off the median a trade may be, zero or more.</param>
public sealed record HampelFilter(Money Tick, int TicksWhenAgreed)
{
    private const decimal Deviations = 3m;
    private const decimal DeviationPerMad = 1.4826m;

    /// <summary>One yen, five ticks.</summary>
    public static HampelFilter Default { get; } = new(Money.FromYen(1), 5);

    /// <param name="trades">Any order; all in one currency.</param>
    /// <returns>Kept and excluded, both by time, then id.</returns>
    public (IReadOnlyList<ObservedTrade> Kept, IReadOnlyList<ExcludedTrade> Excluded) Split(
        IEnumerable<ObservedTrade> trades)
    {
        ObservedTrade[] ordered = [.. trades.OrderBy(trade => trade.At).ThenBy(trade => trade.Id)];
        if (ordered.Length == 0) return ([], []);
        var median = Median(ordered.Select(trade => (decimal)trade.Price.MinorUnits));
        var mad = Median(ordered.Select(trade => Math.Abs(trade.Price.MinorUnits - median)));
        var isAgreed = mad == 0;
        var distanceMax = isAgreed
            ? TicksWhenAgreed * (decimal)Tick.MinorUnits
            : Deviations * DeviationPerMad * mad;
        var reason = isAgreed ? ExclusionReason.OffTheAgreedPrice : ExclusionReason.OutsideHampelBand;
        var farApart = ordered.ToLookup(trade => Math.Abs(trade.Price.MinorUnits - median) > distanceMax);
        return (
            [.. farApart[false]],
            [.. farApart[true].Select(trade => new ExcludedTrade(trade, reason, median, distanceMax))]);
    }

    private static decimal Median(IEnumerable<decimal> values)
    {
        decimal[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2m;
    }
}
