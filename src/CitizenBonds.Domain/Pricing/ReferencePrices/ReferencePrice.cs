using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Pricing.ReferencePrices;

/// <summary>The robust moving averages of a window of trades, and what was left out of them.</summary>
public sealed record ReferencePrice
{
    private ReferencePrice(
        IReadOnlyList<ObservedTrade> kept, IReadOnlyList<ExcludedTrade> excluded, Money volumeWeighted)
    {
        Kept = kept;
        Excluded = excluded;
        VolumeWeighted = volumeWeighted;
    }

    public IReadOnlyList<ObservedTrade> Kept { get; }

    /// <summary>To be published with the reason of each.</summary>
    public IReadOnlyList<ExcludedTrade> Excluded { get; }

    /// <summary>The reference: sum of price times quantity over sum of quantity, rounded half to even.</summary>
    public Money VolumeWeighted { get; }

    /// <summary>Simple average of the kept prices, rounded half to even.</summary>
    public Money Simple =>
        VolumeWeightedOf([.. Kept.Select(trade => trade with { Quantity = Quantity.FromTokens(1) })]);

    /// <summary>Tokens traded in the window, excluded trades not counted.</summary>
    public Quantity Volume => Quantity.FromTokens(Kept.Sum(trade => trade.Quantity.Tokens));

    /// <param name="from">Start of the window, included.</param>
    /// <param name="to">End of the window, not included: a decision sees only what came before it.</param>
    /// <returns>Null when nothing traded in the window.</returns>
    public static ReferencePrice? Of(
        IEnumerable<ObservedTrade> trades, DateTimeOffset from, DateTimeOffset to, HampelFilter filter)
    {
        var (kept, excluded) = filter.Split(trades.Where(trade => trade.At >= from && trade.At < to));
        return kept.Count == 0 ? null : new(kept, excluded, VolumeWeightedOf(kept));
    }

    /// <summary>
    /// Exponential average of the kept prices in their order, starting at the first, rounded half to even.
    /// </summary>
    /// <param name="weightOfNewest">Above 0 %, at most 100 %.</param>
    public Money Exponential(Rate weightOfNewest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(weightOfNewest, Rate.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weightOfNewest, Rate.FromPercent(100));
        var weight = weightOfNewest.PerMillion / 1_000_000m;
        var average = (decimal)Kept[0].Price.MinorUnits;
        foreach (var trade in Kept) average += weight * (trade.Price.MinorUnits - average);
        var rounded = (long)decimal.Round(average, 0, MidpointRounding.ToEven);
        return Money.FromMinorUnits(rounded, Kept[0].Price.Currency);
    }

    private static Money VolumeWeightedOf(IReadOnlyList<ObservedTrade> trades)
    {
        var paid = Int128.Zero;
        var tokens = Int128.Zero;
        foreach (var trade in trades)
        {
            paid += (Int128)trade.Price.MinorUnits * trade.Quantity.Tokens;
            tokens += trade.Quantity.Tokens;
        }

        var average = (long)ExactDivision.Divide(paid, tokens, MidpointRounding.ToEven);
        return Money.FromMinorUnits(average, trades[0].Price.Currency);
    }
}
