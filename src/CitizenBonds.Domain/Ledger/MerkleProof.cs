using System.Numerics;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Proofs over an RFC 6962 tree: that a leaf is in it (section 2.1.1), and that a longer tree only adds to a shorter
/// one
/// (section 2.1.2). Paths run from the leaf towards the root. Verification follows RFC 9162 sections 2.1.3.2 and
/// 2.1.4.2 and answers false, never throws, on a proof that makes no sense.
/// </summary>
public static class MerkleProof
{
    /// <param name="subtreeRoot">Root over the leaves [start, start + count); asked only for ranges inside the
    /// tree.</param>
    public static IReadOnlyList<Hash256> Inclusion(long index, long size, Func<long, long, Hash256> subtreeRoot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Hash256>();
        var (start, count) = (0L, size);
        while (count > 1)
        {
            var left = LargestPowerOfTwoBelow(count);
            if (index < start + left)
            {
                path.Add(subtreeRoot(start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(subtreeRoot(start, left));
                (start, count) = (start + left, count - left);
            }
        }
        path.Reverse();
        return path;
    }

    public static IReadOnlyList<Hash256> Inclusion(long index, IReadOnlyList<Hash256> leafHashes) =>
        Inclusion(index, leafHashes.Count, (start, count) => RangeRoot(leafHashes, start, count));

    /// <param name="oldSize">Leaves of the shorter tree, above zero.</param>
    /// <param name="subtreeRoot">Root over the leaves [start, start + count); asked only for ranges inside the
    /// tree.</param>
    public static IReadOnlyList<Hash256> Consistency(
        long oldSize, long newSize, Func<long, long, Hash256> subtreeRoot)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var path = new List<Hash256>();
        var (start, count) = (0L, newSize);
        while (start + count != oldSize)
        {
            var left = LargestPowerOfTwoBelow(count);
            if (oldSize <= start + left)
            {
                path.Add(subtreeRoot(start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(subtreeRoot(start, left));
                (start, count) = (start + left, count - left);
            }
        }
        // The verifier holds the old root itself; any other last subtree of the old tree must be told.
        if (start != 0) path.Add(subtreeRoot(start, count));
        path.Reverse();
        return path;
    }

    public static IReadOnlyList<Hash256> Consistency(long oldSize, IReadOnlyList<Hash256> leafHashes) =>
        Consistency(oldSize, leafHashes.Count, (start, count) => RangeRoot(leafHashes, start, count));

    public static bool VerifyInclusion(
        Hash256 leafHash, long index, long size, IReadOnlyList<Hash256> path, Hash256 root)
    {
        if (index < 0 || index >= size) return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            if (IsRight(node) || node == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while (!IsRight(node) && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <remarks>A tree of no leaves is consistent with every tree: then the path is empty and the old root the empty
    /// one.</remarks>
    public static bool VerifyConsistency(
        long oldSize, Hash256 oldRoot, long newSize, Hash256 newRoot, IReadOnlyList<Hash256> path)
    {
        if (oldSize < 0 || oldSize > newSize) return false;
        if (oldSize == 0) return path.Count == 0 && oldRoot == MerkleTree.EmptyRoot;
        if (oldSize == newSize) return path.Count == 0 && oldRoot == newRoot;
        var oldIsComplete = BitOperations.IsPow2(oldSize);
        if (path.Count == 0) return false;
        var (node, last) = (oldSize - 1, newSize - 1);
        while (IsRight(node)) (node, last) = (node >> 1, last >> 1);
        var oldHash = oldIsComplete ? oldRoot : path[0];
        var newHash = oldHash;
        for (var step = oldIsComplete ? 0 : 1; step < path.Count; step++)
        {
            if (last == 0) return false;
            if (IsRight(node) || node == last)
            {
                oldHash = MerkleTree.NodeHash(path[step], oldHash);
                newHash = MerkleTree.NodeHash(path[step], newHash);
                while (!IsRight(node) && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                newHash = MerkleTree.NodeHash(newHash, path[step]);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && oldHash == oldRoot && newHash == newRoot;
    }

    private static bool IsRight(long node) => (node & 1) == 1;

    private static long LargestPowerOfTwoBelow(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    private static Hash256 RangeRoot(IReadOnlyList<Hash256> leafHashes, long start, long count)
    {
        var frontier = new MerkleFrontier();
        for (var index = start; index < start + count; index++) frontier.Append(leafHashes[checked((int)index)]);
        return frontier.Root();
    }
}
