using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>
/// The central bank's third stage: buy at market price until the purchases sum to the target. Proportional control,
/// A = gain * R * (P_ref / P)^elasticity, cut to what remains, the operation's maximum, the participation rate and the
/// concentration limits; Q = floor(A / P). Pure: the same inputs, the same decision.
/// </summary>
public static class BuybackController
{
    private const long FactorScale = 1_000_000;
    private const double FactorMax = 1_000;

    /// <remarks>
    /// The gain slows buying but never stops it: where it alone asks for less than one token and one token is still
    /// affordable, one is bought. Without that the sum would stall a few tokens short of the target.
    /// </remarks>
    /// <exception cref="ArgumentException">The policy has a parameter out of its range.</exception>
    public static BuybackDecision Decide(BuybackPolicy policy, BuybackState state, BuybackMarket market)
    {
        if (policy.FindFault() is { } fault) throw new ArgumentException($"{fault} is out of range", nameof(policy));
        if (FindWait(policy, state, market) is { } wait) return new BuybackDecision.Wait(wait);
        var price = market.BestAsk!.Value; // FindWait has seen an offer and a reference.
        var reference = market.Reference!.Value;
        var remaining = state.Remaining(policy);
        if (remaining < price) return new BuybackDecision.End(remaining);

        var wanted = Affordable(Wanted(policy, remaining, reference, price), price);
        if (wanted == Quantity.Zero) wanted = Quantity.FromTokens(1);
        var quantity = Quantity.Min(wanted, Affordable(policy.OperationMax, price));
        if (quantity == Quantity.Zero) return new BuybackDecision.Wait(BuybackWait.OperationMaxBelowOneToken);
        quantity = Quantity.Min(quantity, Share(market.WindowVolume, policy.Participation));
        if (quantity == Quantity.Zero) return new BuybackDecision.Wait(BuybackWait.ParticipationUsedUp);
        quantity = Quantity.Min(quantity, market.Series.Room(policy.Concentration, market.Denomination));
        quantity = Quantity.Min(quantity, market.Issuer.Room(policy.Concentration, market.Denomination));
        return quantity == Quantity.Zero
            ? new BuybackDecision.Wait(BuybackWait.ConcentrationReached)
            : new BuybackDecision.Bid(quantity, price);
    }

    /// <summary>The highest price an operation may pay: reference * (1 + margin), rounded down.</summary>
    public static Money Ceiling(BuybackPolicy policy, Money reference) =>
        reference.Prorate(1_000_000 + policy.PriceMargin.PerMillion, 1_000_000, MidpointRounding.ToZero);

    /// <summary>
    /// The moments of a programme cut into equal slices: the first at its start, the last before its end.
    /// </summary>
    /// <param name="slices">1 to 10,000.</param>
    public static IReadOnlyList<DateTimeOffset> Slices(DateTimeOffset start, DateTimeOffset end, int slices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slices);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slices, 10_000);
        var length = (end - start).Ticks / slices;
        return [.. Enumerable.Range(0, slices).Select(slice => start.AddTicks(slice * length))];
    }

    private static BuybackWait? FindWait(BuybackPolicy policy, BuybackState state, BuybackMarket market)
    {
        if (state.IsStopped) return BuybackWait.Stopped;
        if (market.Now < market.SeriesIssuedAt + BuybackPolicy.Blackout) return BuybackWait.Blackout;
        if (market.Reference is not { IsPositive: true } reference) return BuybackWait.NoReferencePrice;
        if (market.BestAsk is not { IsPositive: true } ask) return BuybackWait.NothingOffered;
        return ask > Ceiling(policy, reference) ? BuybackWait.AskAboveCeiling : null;
    }

    /// <summary>
    /// gain * R * (P_ref / P)^elasticity, at most R, rounded down. The power is the only step in <c>double</c>; it is
    /// cut
    /// to millionths before it meets money.
    /// </summary>
    private static Money Wanted(BuybackPolicy policy, Money remaining, Money reference, Money price)
    {
        var ratio = (double)reference.MinorUnits / price.MinorUnits;
        var factor = (long)Math.Round(Math.Min(FactorMax, Math.Pow(ratio, policy.Elasticity)) * FactorScale);
        var share = (Int128)policy.Gain.PerMillion * factor;
        var wanted = (Int128)remaining.MinorUnits * Int128.Min(share, (Int128)1_000_000 * FactorScale)
            / ((Int128)1_000_000 * FactorScale);
        return Money.FromMinorUnits((long)wanted, remaining.Currency);
    }

    private static Quantity Affordable(Money budget, Money price) =>
        Quantity.FromTokens(budget.MinorUnits / price.MinorUnits);

    private static Quantity Share(Quantity volume, Rate share) =>
        Quantity.FromTokens((long)((Int128)volume.Tokens * share.PerMillion / 1_000_000));
}
