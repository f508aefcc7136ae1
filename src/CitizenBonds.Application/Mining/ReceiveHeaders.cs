using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>What came of headers.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Known">Held already.</param>
/// <param name="Replaced">Headers of the chain followed that a branch with more work replaced.</param>
/// <param name="KeyBlocks">Recorded by this.</param>
public sealed record ReceivedHeaders(
    int Added, int Known, int Replaced, long TipHeight, int KeyBlocks, bool IsSuspended);

/// <summary>
/// Takes headers in, from whatever feed: every rule of the chain is checked first, and one fault refuses them all.
/// Key blocks with five more on them are recorded, and their coupons fall due, in the same transaction.
/// </summary>
public sealed class ReceiveHeaders(CommandRunner commands)
{
    /// <param name="actor">Null: a feed.</param>
    public Task<Outcome<ReceivedHeaders>> ExecuteAsync(
        HeaderBranch branch, string source, string key, Guid? actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var input = new { branch.FirstHeight, Digest = DigestOf(branch), source };
        return commands.RunAsync(
            new Command(nameof(ReceiveHeaders), key, input, actor, now),
            (portal, token) => ReceiveAsync(portal, branch, source, now, token),
            cancellationToken);
    }

    /// <summary>The hash of the last header and their number stand for all: each names the one before it.</summary>
    public static string DigestOf(HeaderBranch branch) =>
        Hash256.Of([.. branch.Headers.SelectMany(header => header.Hash.ToBytes())]).ToString();

    private static async Task<Outcome<ReceivedHeaders>> ReceiveAsync(
        PortalContext portal, HeaderBranch sent, string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chain = await MiningChains.LockAsync(portal, cancellationToken);
        if (sent.Headers.Count == 0) return Refusal.Of(HeaderRefusal.Empty);
        if (sent.FindOtherChain() is { } other) return Refusal.Of(HeaderRefusal.OtherChain, ("height", other));
        if (chain.TipHeight is not { } tip || chain.BaseHeight is not { } start)
            return await StartAsync(portal, chain, sent, source, now, cancellationToken);

        var branch = await MiningChains.UnknownPartAsync(portal, sent.Above(start - 1), tip, cancellationToken);
        var known = sent.Headers.Count - branch.Headers.Count;
        if (branch.Headers.Count == 0)
            return new ReceivedHeaders(0, known, 0, tip, 0, chain.State == MiningChainState.Suspended);
        if (await MiningChains.FindRefusalAsync(portal, branch, start, tip, cancellationToken) is { } refusal)
            return refusal;

        var replaced = await MiningChains.ReplaceAsync(portal, branch, tip, now, cancellationToken);
        (chain.TipHeight, chain.ReceivedAt, chain.Source) = (branch.TipHeight, now, source);
        ChainEvent seen = replaced == 0
            ? new ChainEvent.Grew(branch.TipHeight)
            : new ChainEvent.Reorganised(branch.ForkHeight, branch.TipHeight);
        var recorded = await MiningChains.ApplyAsync(portal, chain, tip, seen, now, cancellationToken);
        return new ReceivedHeaders(
            branch.Headers.Count, known, replaced, branch.TipHeight, recorded,
            chain.State == MiningChainState.Suspended);
    }

    /// <summary>The first headers ever: they start with a block everybody knows.</summary>
    private static async Task<Outcome<ReceivedHeaders>> StartAsync(
        PortalContext portal, MiningChainRow chain, HeaderBranch sent, string source, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!BitcoinCheckpoints.Confirm(sent.FirstHeight, sent.Headers[0]))
            return Refusal.Of(HeaderRefusal.StartUnknown, ("height", sent.FirstHeight));
        if (sent.FindFault([]) is { } fault) return Refusal.Of(fault.Fault, ("height", fault.Height));

        await MiningChains.AddAsync(portal, sent, now, cancellationToken);
        chain.BaseHeight = sent.FirstHeight;
        chain.TipHeight = sent.TipHeight;
        chain.LastKeyHeight = KeyBlock.NextKeyHeight(sent.FirstHeight - 1) - KeyBlock.IntervalBlocks;
        (chain.ReceivedAt, chain.Source) = (now, source);
        var recorded = await MiningChains.ApplyAsync(
            portal, chain, sent.FirstHeight - 1, new ChainEvent.Grew(sent.TipHeight), now, cancellationToken);
        return new ReceivedHeaders(sent.Headers.Count, 0, 0, sent.TipHeight, recorded, IsSuspended: false);
    }
}
