using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>Seals every block again from its transfers and compares.</summary>
internal static class BlockAudit
{
    public static async Task<IReadOnlyList<string>> FindAsync(
        PortalContext portal, int findingsMax, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        var frontier = new MerkleFrontier();
        LedgerBlock? previous = null;
        var blocks = await portal.Blocks.AsNoTracking().OrderBy(row => row.Height).ToListAsync(cancellationToken);
        foreach (var row in blocks)
        {
            if (findings.Count >= findingsMax) break;
            var block = BlockStore.ToBlock(row);
            var fault = block.FindLinkFault(previous)?.ToString()
                ?? await FindRootFaultAsync(portal, previous, block, row, frontier, cancellationToken);
            if (fault is not null)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"Block {block.Height}: {fault}."));
                break;
            }

            previous = block;
        }

        return findings;
    }

    private static async Task<string?> FindRootFaultAsync(
        PortalContext portal,
        LedgerBlock? previous,
        LedgerBlock block,
        BlockRow row,
        MerkleFrontier frontier,
        CancellationToken cancellationToken)
    {
        var transfers = await BlockStore.AfterAsync(
            portal, block.FirstId - 1, checked((int)block.Count), cancellationToken);
        if (transfers.Count != block.Count) return "TransfersMissing";
        var again = LedgerBlock.Seal(
            previous, transfers.Select(transfer => TransferLeaf.Hash(transfer)), frontier, block.SealedAt);
        if (again.MerkleRoot != block.MerkleRoot) return "MerkleRootDiffers";
        if (again.TreeRoot != block.TreeRoot) return "TreeRootDiffers";
        return again.Hash() == Hash256.FromBytes(row.Hash) ? null : "HashDiffers";
    }
}
