using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Following;

/// <summary>
/// Which of our transactions a block has taken, and with what end. They are noted together with their block, so that
/// following back takes them back with it.
/// </summary>
public sealed class TakenTransactions(IChainNode node, Incidents incidents)
{
    /// <param name="logs">What our contracts announced in the block: who announces something has succeeded.</param>
    /// <returns>The hash and the end of each; null when the block is gone already.</returns>
    public async Task<IReadOnlyList<(string Hash, bool Succeeded)>?> FindAsync(
        PortalContext portal, ChainBlock block, IReadOnlyList<ChainLog> logs, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (block.Transactions.Count == 0) return [];
        var ours = await portal.ChainSends.Where(send => block.Transactions.Contains(send.Hash))
            .Join(
                portal.ChainTransactions, send => send.TransactionId, row => row.Id,
                (send, row) => new { send.Hash, row.Intent })
            .ToListAsync(cancellationToken);
        if (ours.Count == 0) return [];
        var announcing = logs.Select(log => log.TransactionHash).ToHashSet(StringComparer.Ordinal);
        var silent = ours.Where(one => !announcing.Contains(one.Hash)).ToList();
        var receipts = silent.Count == 0
            ? []
            : await node.ReceiptsAsync(silent.ConvertAll(one => one.Hash), cancellationToken);
        if (receipts.Any(receipt => receipt?.BlockHash != block.Hash)) return null;

        var reverted = receipts.Where(receipt => receipt is { Succeeded: false }).Select(receipt => receipt!.Hash)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var one in ours.Where(one => reverted.Contains(one.Hash)))
        {
            await incidents.ReportAsync(
                ChainIncidentKind.TransactionReverted, one.Intent, one.Hash, now, cancellationToken);
        }

        await incidents.ResolveAllAsync(
            ChainIncidentKind.TransactionStuck, ours.ConvertAll(one => one.Intent), now, cancellationToken);
        return ours.ConvertAll(one => (one.Hash, !reverted.Contains(one.Hash)));
    }

    /// <summary>In the transaction that keeps the block.</summary>
    public static Task<int> NoteAsync(
        PortalContext portal, ChainBlock block, IReadOnlyList<(string Hash, bool Succeeded)> ours,
        CancellationToken cancellationToken)
    {
        var hashes = ours.Select(one => one.Hash).ToArray();
        var ends = ours.Select(one => one.Succeeded).ToArray();
        return portal.Database.ExecuteSqlAsync(
            $"""
            update portal.chain_transactions t
            set state = case when x.succeeded then {(short)ChainTransactionState.Mined}
                    else {(short)ChainTransactionState.Reverted} end,
                block_number = {block.Number}, block_hash = {block.Hash}, transaction_hash = x.hash
            from unnest({hashes}, {ends}) as x(hash, succeeded)
            join portal.chain_sends s on s.hash = x.hash
            where t.id = s.transaction_id
            """,
            cancellationToken);
    }
}
