using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// Seals the transfers booked since the last block. Two sealers cannot make two blocks of one height: the slower one
/// makes none.
/// </summary>
public sealed class SealBlock(IDbContextFactory<PortalContext> contexts) : IWorker
{
    public string Name => "ledger-sealer";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <returns>
    /// How many transfers the new block holds; zero when there was nothing to seal or another sealer did.
    /// </returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await BlockStore.LastAsync(portal, cancellationToken);
        var previous = last is null ? null : BlockStore.ToBlock(last);
        var transfers = await BlockStore.AfterAsync(
            portal, previous?.TreeSize ?? 0, BlockStore.TransfersPerBlockMax, cancellationToken);
        if (transfers.Count == 0) return 0;

        var frontier = last is null ? new MerkleFrontier() : MerkleFrontier.FromBytes(last.Frontier);
        // A clock that was set back must not break the order of the blocks.
        var sealedAt = previous is not null && previous.SealedAt > now ? previous.SealedAt : now;
        var block = LedgerBlock.Seal(
            previous, transfers.Select(transfer => TransferLeaf.Hash(transfer)), frontier, sealedAt);
        portal.Blocks.Add(BlockStore.ToRow(block, frontier));
        try
        {
            await portal.SaveChangesAsync(cancellationToken);
            return transfers.Count;
        }
        catch (DbUpdateException failed) when (failed.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
        })
        {
            return 0; // Another sealer was quicker; its block holds these transfers.
        }
    }
}
