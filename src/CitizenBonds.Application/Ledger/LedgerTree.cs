using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// Roots over any run of the ledger's leaves that a proof asks for. Roots of complete runs of 4,096 leaves are kept in
/// memory once computed, because nothing before them ever changes: 8 KB for a million transfers. A proof then reads at
/// most a few thousand transfers; only the first one after a start reads all of them.
/// </summary>
public sealed class LedgerTree(IDbContextFactory<PortalContext> contexts) : IDisposable
{
    private const int ChunkLeaves = 4_096;
    private readonly List<Hash256> _chunks = [];
    private readonly SemaphoreSlim _growing = new(1, 1);

    /// <param name="ranges">As <see cref="MerkleProof"/> asks for them: a run of 4,096 leaves or more begins at a
    /// multiple of 4,096. All leaves must be booked.</param>
    public async Task<IReadOnlyDictionary<(long Start, long Count), Hash256>> RootsAsync(
        IEnumerable<(long Start, long Count)> ranges, CancellationToken cancellationToken)
    {
        var roots = new Dictionary<(long, long), Hash256>();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (start, count) in ranges)
            roots[(start, count)] = await RootAsync(portal, start, count, cancellationToken);
        return roots;
    }

    public void Dispose() => _growing.Dispose();

    private async Task<Hash256> RootAsync(
        PortalContext portal, long start, long count, CancellationToken cancellationToken)
    {
        if (count < ChunkLeaves) return await SmallRootAsync(portal, start, (int)count, cancellationToken);
        ArgumentOutOfRangeException.ThrowIfNotEqual(start % ChunkLeaves, 0, nameof(start));
        var (complete, rest) = Math.DivRem(count, ChunkLeaves);
        var upper = new MerkleFrontier();
        var first = start / ChunkLeaves;
        foreach (var chunk in await ChunksAsync(portal, first, complete, cancellationToken)) upper.Append(chunk);
        if (rest == 0) return upper.Root();

        // RFC 6962: what is left over hangs to the right of the complete subtrees, smallest first.
        var root = await SmallRootAsync(portal, start + count - rest, (int)rest, cancellationToken);
        return upper.Peaks.Reverse().Aggregate(root, (right, left) => MerkleTree.NodeHash(left, right));
    }

    private async Task<IReadOnlyList<Hash256>> ChunksAsync(
        PortalContext portal, long first, long count, CancellationToken cancellationToken)
    {
        await _growing.WaitAsync(cancellationToken);
        try
        {
            while (_chunks.Count < first + count)
            {
                var start = (long)_chunks.Count * ChunkLeaves;
                _chunks.Add(await SmallRootAsync(portal, start, ChunkLeaves, cancellationToken));
            }

            return _chunks.GetRange(checked((int)first), checked((int)count));
        }
        finally
        {
            _growing.Release();
        }
    }

    private static async Task<Hash256> SmallRootAsync(
        PortalContext portal, long start, int count, CancellationToken cancellationToken)
    {
        var transfers = await BlockStore.AfterAsync(portal, start, count, cancellationToken);
        if (transfers.Count != count) throw new ArgumentOutOfRangeException(nameof(count), count, "Not booked yet.");
        var frontier = new MerkleFrontier();
        foreach (var transfer in transfers) frontier.Append(TransferLeaf.Hash(transfer));
        return frontier.Root();
    }
}
