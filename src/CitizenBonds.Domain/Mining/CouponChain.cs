namespace CitizenBonds.Domain.Mining;

/// <summary>Where the coupons of a mining bond stand with the chain they follow.</summary>
/// <param name="LastKeyHeight">Last key block recorded; it only rises, so no coupon is paid twice.</param>
public abstract record CouponChainState(long LastKeyHeight)
{
    /// <param name="TipHeight">Height of the newest block of the chain followed.</param>
    public sealed record Following(long LastKeyHeight, long TipHeight) : CouponChainState(LastKeyHeight);

    /// <summary>
    /// A reorganisation went deeper than the confirmations allow: people decide before coupons go on.
    /// </summary>
    /// <param name="ForkHeight">Last block both chains share.</param>
    public sealed record Suspended(long LastKeyHeight, long TipHeight, long ForkHeight)
        : CouponChainState(LastKeyHeight);

    /// <summary>
    /// SHA-256 no longer mines Bitcoin: the bond has ended worthless, as its terms say. Nothing follows.
    /// </summary>
    public sealed record Ended(long LastKeyHeight) : CouponChainState(LastKeyHeight);
}

/// <summary>What the follower of the chain saw, or what people decided.</summary>
public abstract record ChainEvent
{
    private ChainEvent()
    {
    }

    /// <summary>The chain followed grew on top of the tip known.</summary>
    public sealed record Grew(long TipHeight) : ChainEvent;

    /// <summary>Another chain took over above <paramref name="ForkHeight"/>, the last block both share.</summary>
    public sealed record Reorganised(long ForkHeight, long TipHeight) : ChainEvent;

    /// <summary>After an incident: people have checked the chain and let coupons go on from its tip.</summary>
    public sealed record Resumed(long TipHeight) : ChainEvent;

    public sealed record MiningAlgorithmReplaced : ChainEvent;
}

/// <summary>What is to be done after an event.</summary>
public abstract record CouponChainDecision
{
    private CouponChainDecision()
    {
    }

    public sealed record Wait : CouponChainDecision;

    /// <summary>
    /// Record these key blocks in order and run their coupons; at most <see cref="CouponChain.RecordMax"/>.
    /// </summary>
    public sealed record Record(IReadOnlyList<long> KeyHeights) : CouponChainDecision;

    /// <param name="Depth">Blocks that were replaced.</param>
    public sealed record RaiseIncident(long Depth) : CouponChainDecision;

    public sealed record DiscloseEnd : CouponChainDecision;
}

/// <summary>
/// The rule that ties coupons to a chain which may still change its mind. Pure: the same events, the same states.
/// </summary>
public static class CouponChain
{
    /// <summary>Key blocks recorded in one step; the next event takes the rest.</summary>
    public const int RecordMax = 100;

    /// <exception cref="ArgumentException">An event the state cannot meet: a tip that falls, a resume without
    /// incident.</exception>
    public static (CouponChainState State, CouponChainDecision Decision) Next(
        CouponChainState state, ChainEvent chainEvent) => (state, chainEvent) switch
        {
            (CouponChainState.Ended, _) => (state, new CouponChainDecision.Wait()),
            (_, ChainEvent.MiningAlgorithmReplaced) =>
                (new CouponChainState.Ended(state.LastKeyHeight), new CouponChainDecision.DiscloseEnd()),
            (CouponChainState.Following following, ChainEvent.Grew grew) => Grow(following, grew.TipHeight),
            (CouponChainState.Following following, ChainEvent.Reorganised change) => Reorganise(following, change),
            (CouponChainState.Suspended suspended, ChainEvent.Resumed resumed) =>
                Grow(new(suspended.LastKeyHeight, 0), resumed.TipHeight),
            (CouponChainState.Suspended, _) => (state, new CouponChainDecision.Wait()),
            _ => throw new ArgumentException("this event cannot meet this state", nameof(chainEvent)),
        };

    private static (CouponChainState, CouponChainDecision) Grow(CouponChainState.Following state, long tipHeight)
    {
        if (tipHeight < state.TipHeight)
            throw new ArgumentException("a tip that only grew cannot fall", nameof(tipHeight));
        var confirmed = new List<long>();
        var height = KeyBlock.NextKeyHeight(state.LastKeyHeight);
        while (height + KeyBlock.ConfirmationsMin <= tipHeight && confirmed.Count < RecordMax)
        {
            confirmed.Add(height);
            height += KeyBlock.IntervalBlocks;
        }

        if (confirmed.Count == 0) return (state with { TipHeight = tipHeight }, new CouponChainDecision.Wait());
        return (new CouponChainState.Following(confirmed[^1], tipHeight), new CouponChainDecision.Record(confirmed));
    }

    private static (CouponChainState, CouponChainDecision) Reorganise(
        CouponChainState.Following state, ChainEvent.Reorganised change)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(change.ForkHeight, state.TipHeight, nameof(change));
        var depth = state.TipHeight - change.ForkHeight;
        if (depth > KeyBlock.ConfirmationsMin)
        {
            return (
                new CouponChainState.Suspended(state.LastKeyHeight, change.TipHeight, change.ForkHeight),
                new CouponChainDecision.RaiseIncident(depth));
        }

        // Nothing recorded is touched: a recorded key block has five blocks on it, the fork lies above or on it.
        return Grow(state with { TipHeight = change.ForkHeight }, change.TipHeight);
    }
}
