using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Data.Ledger;

/// <summary>Reads and appends sealed blocks, and the transfers to be sealed.</summary>
public static class BlockStore
{
    /// <summary>Transfers in one block at the most; more wait for the next.</summary>
    public const int TransfersPerBlockMax = 100_000;

    public static Task<BlockRow?> LastAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.Blocks.AsNoTracking().OrderByDescending(row => row.Height).FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// Transfers after <paramref name="lastId"/> in order. Every number up to the newest is committed.
    /// </summary>
    public static async Task<List<LedgerTransfer>> AfterAsync(
        PortalContext portal, long lastId, int count, CancellationToken cancellationToken) =>
        await portal.Transfers.AsNoTracking()
            .Where(row => row.Id > lastId)
            .OrderBy(row => row.Id)
            .Take(count)
            .Select(row => new LedgerTransfer(
                row.Id, row.DebitAccount, row.CreditAccount, row.Amount, row.AssetId, row.Reason, row.Reference,
                row.BookedAt))
            .ToListAsync(cancellationToken);

    public static LedgerBlock ToBlock(BlockRow row) => new()
    {
        Height = row.Height,
        PreviousHash = Hash256.FromBytes(row.PreviousHash),
        FirstId = row.FirstId,
        Count = row.Count,
        MerkleRoot = Hash256.FromBytes(row.MerkleRoot),
        TreeRoot = Hash256.FromBytes(row.TreeRoot),
        SealedAt = row.SealedAt,
    };

    public static BlockRow ToRow(LedgerBlock block, MerkleFrontier frontier) => new()
    {
        Height = block.Height,
        PreviousHash = block.PreviousHash.ToBytes(),
        FirstId = block.FirstId,
        Count = block.Count,
        MerkleRoot = block.MerkleRoot.ToBytes(),
        TreeRoot = block.TreeRoot.ToBytes(),
        Frontier = frontier.ToBytes(),
        SealedAt = block.SealedAt,
        Hash = block.Hash().ToBytes(),
    };
}
