using System.Buffers;
using System.Text.Json;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>Proofs that anybody can check without us: a transfer is in the ledger; the ledger only ever grew.</summary>
public sealed class LedgerProofs(IDbContextFactory<PortalContext> contexts, LedgerTree tree)
{
    /// <summary>Under the newest sealed root over all transfers.</summary>
    /// <returns>Null when there is no such transfer, or it is not sealed yet.</returns>
    public async Task<InclusionProof?> InLedgerAsync(long id, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var head = await BlockStore.LastAsync(portal, cancellationToken);
        if (head is null || id < 1 || id > SizeOf(head)) return null;
        var (index, size) = (id - 1, SizeOf(head));
        var roots = await tree.RootsAsync(
            Asked(ask => MerkleProof.Inclusion(index, size, ask)), cancellationToken);
        var transfer = (await BlockStore.AfterAsync(portal, index, 1, cancellationToken))[0];
        return ProofOf(
            transfer, index, size, MerkleProof.Inclusion(index, size, (start, count) => roots[(start, count)]),
            Hash256.FromBytes(head.TreeRoot));
    }

    /// <summary>Under the root of the block that sealed it.</summary>
    /// <returns>Null when there is no such transfer, or it is not sealed yet.</returns>
    public async Task<InclusionProof?> InBlockAsync(long id, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var block = await portal.Blocks.AsNoTracking()
            .Where(row => row.FirstId <= id && id < row.FirstId + row.Count)
            .OrderByDescending(row => row.FirstId)
            .FirstOrDefaultAsync(cancellationToken);
        if (block is null) return null;
        var transfers = await BlockStore.AfterAsync(
            portal, block.FirstId - 1, checked((int)block.Count), cancellationToken);
        var index = checked((int)(id - block.FirstId));
        var leaves = transfers.ConvertAll(transfer => TransferLeaf.Hash(transfer));
        return ProofOf(
            transfers[index], index, block.Count, MerkleProof.Inclusion(index, leaves),
            Hash256.FromBytes(block.MerkleRoot));
    }

    /// <param name="from">Transfers in the ledger one knew, from 1.</param>
    /// <param name="to">Transfers in the later ledger; null for all that are sealed.</param>
    /// <returns>Null when the sizes are not in order or not sealed.</returns>
    public async Task<ConsistencyProof?> ConsistencyAsync(long from, long? to, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await BlockStore.LastAsync(portal, cancellationToken) is not { } head) return null;
        var size = to ?? SizeOf(head);
        if (from < 1 || from > size || size > SizeOf(head)) return null;
        var ranges = Asked(ask => MerkleProof.Consistency(from, size, ask));
        var roots = await tree.RootsAsync([.. ranges, (0, from), (0, size)], cancellationToken);
        return new ConsistencyProof
        {
            OldSize = from,
            OldRoot = roots[(0, from)],
            NewSize = size,
            NewRoot = roots[(0, size)],
            Path = MerkleProof.Consistency(from, size, (start, count) => roots[(start, count)]),
        };
    }

    private static long SizeOf(BlockRow head) => head.FirstId + head.Count - 1;

    /// <summary>What a proof will ask for, found by asking once with no answers.</summary>
    private static List<(long Start, long Count)> Asked(Action<Func<long, long, Hash256>> proof)
    {
        var asked = new List<(long, long)>();
        proof((start, count) =>
        {
            asked.Add((start, count));
            return MerkleTree.EmptyRoot;
        });
        return asked;
    }

    private static InclusionProof ProofOf(
        LedgerTransfer transfer, long index, long size, IReadOnlyList<Hash256> path, Hash256 root) => new()
    {
        Index = index,
        Size = size,
        LeafHash = TransferLeaf.Hash(transfer),
        Path = path,
        Root = root,
        Transfer = LineOf(transfer),
    };

    private static JsonElement LineOf(LedgerTransfer transfer)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new LedgerLineWriter(line)) writer.Write(transfer);
        using var document = JsonDocument.Parse(line.WrittenMemory);
        return document.RootElement.Clone();
    }
}
