using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>The stored chain of headers: read, judged, continued, and what follows from it for the coupons.</summary>
internal static class MiningChains
{
    public static Task<MiningChainRow> LockAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.MiningChain.FromSql($"select * from portal.mining_chain for update").SingleAsync(cancellationToken);

    /// <summary>What is left of a branch above the headers it shares with the chain followed.</summary>
    public static async Task<HeaderBranch> UnknownPartAsync(
        PortalContext portal, HeaderBranch sent, long tip, CancellationToken cancellationToken)
    {
        var known = await portal.MiningHeaders.AsNoTracking()
            .Where(row => row.Height >= sent.FirstHeight && row.Height <= sent.TipHeight && row.Height <= tip)
            .OrderBy(row => row.Height)
            .Select(row => row.Hash)
            .ToListAsync(cancellationToken);
        var shared = 0;
        while (shared < known.Count && Hash256.FromBytes(known[shared]) == sent.Headers[shared].Hash) shared++;
        return sent.Above(sent.FirstHeight + shared - 1);
    }

    /// <summary>Why a branch is neither a continuation nor a replacement of the chain followed; null when it is.
    /// </summary>
    public static async Task<Refusal?> FindRefusalAsync(
        PortalContext portal, HeaderBranch branch, long start, long tip, CancellationToken cancellationToken)
    {
        var fork = branch.ForkHeight;
        if (fork > tip || fork < start) return Refusal.Of(HeaderRefusal.Orphaned, ("height", branch.FirstHeight));
        var known = await KnownAsync(portal, fork, cancellationToken);
        if (known[^1].Header.Hash != branch.Headers[0].PreviousHash)
        {
            // A forged bit or another chain is named as what it is; only a sound header is an orphan.
            return branch.FindFault([]) is { } broken
                ? Refusal.Of(broken.Fault, ("height", broken.Height))
                : Refusal.Of(HeaderRefusal.Orphaned, ("height", branch.FirstHeight));
        }

        if (branch.FindFault(known) is { } fault) return Refusal.Of(fault.Fault, ("height", fault.Height));
        if (fork == tip) return null;
        var followed = (await portal.MiningHeaders.AsNoTracking()
            .Where(row => row.Height > fork)
            .Select(row => row.Header)
            .ToListAsync(cancellationToken)).ConvertAll(bytes => BlockHeader.FromBytes(bytes));
        return HeaderBranch.WorkOf(branch.Headers) > HeaderBranch.WorkOf(followed)
            ? null
            : Refusal.Of(HeaderRefusal.LessWork, ("height", branch.FirstHeight));
    }

    /// <returns>How many headers of the chain followed were replaced.</returns>
    public static async Task<int> ReplaceAsync(
        PortalContext portal, HeaderBranch branch, long tip, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var replaced = 0;
        if (branch.ForkHeight < tip)
        {
            replaced = await portal.Database.ExecuteSqlAsync(
                $"""
                insert into portal.mining_stale_headers (hash, height, header, received_at, replaced_at)
                select hash, height, header, received_at, {now.UtcDateTime} from portal.mining_headers
                where height > {branch.ForkHeight}
                on conflict (hash) do update set replaced_at = excluded.replaced_at
                """,
                cancellationToken);
            await portal.Database.ExecuteSqlAsync(
                $"delete from portal.mining_headers where height > {branch.ForkHeight}", cancellationToken);
        }

        await AddAsync(portal, branch, now, cancellationToken);
        return replaced;
    }

    public static Task<int> AddAsync(
        PortalContext portal, HeaderBranch branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var heights = Enumerable.Range(0, branch.Headers.Count).Select(index => branch.FirstHeight + index).ToArray();
        var hashes = branch.Headers.Select(header => header.Hash.ToBytes()).ToArray();
        var bytes = branch.Headers.Select(header => header.ToBytes()).ToArray();
        return portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.mining_headers (height, hash, header, received_at)
            select height, hash, header, {now.UtcDateTime}
            from unnest({heights}, {hashes}, {bytes}) as x(height, hash, header)
            """,
            cancellationToken);
    }

    /// <summary>Lets the rule of the coupons decide what an event of the chain means, and writes it down.</summary>
    /// <param name="tipBefore">The tip before the event.</param>
    /// <returns>How many key blocks were recorded.</returns>
    public static async Task<int> ApplyAsync(
        PortalContext portal, MiningChainRow chain, long tipBefore, ChainEvent seen, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (state, decision) = CouponChain.Next(StateOf(chain, tipBefore), seen);
        chain.LastKeyHeight = state.LastKeyHeight;
        var suspended = state as CouponChainState.Suspended;
        chain.State = state switch
        {
            CouponChainState.Suspended => MiningChainState.Suspended,
            CouponChainState.Ended => MiningChainState.Ended,
            _ => MiningChainState.Following,
        };
        chain.ForkHeight = suspended?.ForkHeight;
        chain.SuspendedAt = suspended is null ? null : chain.SuspendedAt ?? now;
        await portal.SaveChangesAsync(cancellationToken);
        if (decision is CouponChainDecision.RaiseIncident)
            await TellHoldersAsync(portal, NoticeKind.MiningSuspended, now, cancellationToken);
        if (decision is not CouponChainDecision.Record record) return 0;
        foreach (var height in record.KeyHeights)
            await MiningCoupons.RecordAsync(portal, height, now, cancellationToken);
        return record.KeyHeights.Count;
    }

    /// <summary>Everybody who holds a series of mining bonds that is outstanding.</summary>
    private static Task<int> TellHoldersAsync(
        PortalContext portal, NoticeKind kind, DateTimeOffset now, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.notices (investor_id, kind, issue_id, created_at)
            select a.owner_id, {(short)kind}, i.id, {now.UtcDateTime}
            from portal.issues i join portal.pure_mining_series s on s.issue_id = i.id
            join portal.accounts a on a.asset_id = i.asset_id and a.kind in (3, 7) and a.credits > a.debits
            where i.state = 5 group by a.owner_id, i.id order by i.id, a.owner_id
            """,
            cancellationToken);

    private static CouponChainState StateOf(MiningChainRow chain, long tipBefore)
    {
        var last = chain.LastKeyHeight
            ?? throw new InvalidOperationException("Coupons follow no chain before the first header.");
        return chain.State switch
        {
            MiningChainState.Suspended => new CouponChainState.Suspended(last, tipBefore, chain.ForkHeight ?? 0),
            MiningChainState.Ended => new CouponChainState.Ended(last),
            _ => new CouponChainState.Following(last, tipBefore),
        };
    }

    /// <summary>The first header of the period and the last eleven, up to the fork: what every rule needs.</summary>
    private static async Task<List<(long Height, BlockHeader Header)>> KnownAsync(
        PortalContext portal, long fork, CancellationToken cancellationToken)
    {
        var period = fork - (fork % Retarget.PeriodBlocks);
        var rows = await portal.MiningHeaders.AsNoTracking()
            .Where(row => row.Height <= fork
                && (row.Height > fork - HeaderSequence.MedianSpan || row.Height == period))
            .OrderBy(row => row.Height)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Height, BlockHeader.FromBytes(row.Header)));
    }
}
