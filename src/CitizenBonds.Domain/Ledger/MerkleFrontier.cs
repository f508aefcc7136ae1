using System.Buffers.Binary;
using System.Numerics;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Builds an RFC 6962 root leaf by leaf with one hash per level: the roots of the complete subtrees from left to right,
/// one for every bit set in the number of leaves. Storing <see cref="Peaks"/> is enough to continue later.
/// Mutable, not safe for several threads.
/// </summary>
public sealed class MerkleFrontier
{
    private const int LevelsMax = 63;
    private readonly Hash256[] _peakAtLevel = new Hash256[LevelsMax];

    /// <summary>Number of leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Roots of the complete subtrees, largest (leftmost) first.</summary>
    public IReadOnlyList<Hash256> Peaks
    {
        get
        {
            var peaks = new List<Hash256>(BitOperations.PopCount((ulong)Size));
            for (var level = LevelsMax - 1; level >= 0; level--)
                if (HasPeak(level)) peaks.Add(_peakAtLevel[level]);
            return peaks;
        }
    }

    /// <summary>Continues a tree from its stored peaks.</summary>
    /// <param name="size">Leaves already in the tree, zero or more.</param>
    /// <param name="peaks">As <see cref="Peaks"/> gave them: one for each bit set in <paramref name="size"/>.</param>
    public static MerkleFrontier FromPeaks(long size, IReadOnlyList<Hash256> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(peaks.Count, BitOperations.PopCount((ulong)size), nameof(peaks));
        var frontier = new MerkleFrontier { Size = size };
        var next = 0;
        for (var level = LevelsMax - 1; level >= 0; level--)
            if (frontier.HasPeak(level)) frontier._peakAtLevel[level] = peaks[next++];
        return frontier;
    }

    /// <summary>Continues a tree from what <see cref="ToBytes"/> stored.</summary>
    /// <exception cref="ArgumentException">The bytes are not of that form.</exception>
    public static MerkleFrontier FromBytes(ReadOnlySpan<byte> stored)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stored.Length, sizeof(long), nameof(stored));
        ArgumentOutOfRangeException.ThrowIfNotEqual((stored.Length - sizeof(long)) % Hash256.Length, 0, nameof(stored));
        var peaks = new List<Hash256>();
        for (var rest = stored[sizeof(long)..]; !rest.IsEmpty; rest = rest[Hash256.Length..])
            peaks.Add(Hash256.FromBytes(rest[..Hash256.Length]));
        return FromPeaks(BinaryPrimitives.ReadInt64BigEndian(stored), peaks);
    }

    /// <summary>Size (8 bytes, big-endian), then the peaks: at most 8 + 63 × 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var peaks = Peaks;
        var stored = new byte[sizeof(long) + (peaks.Count * Hash256.Length)];
        BinaryPrimitives.WriteInt64BigEndian(stored, Size);
        for (var peak = 0; peak < peaks.Count; peak++)
            peaks[peak].CopyTo(stored.AsSpan(sizeof(long) + (peak * Hash256.Length)));
        return stored;
    }

    public void Append(Hash256 leafHash) => Append(leafHash, completed: null);

    /// <param name="completed">
    /// Told each complete subtree this leaf finishes: its level (0 is the leaf), its index among those of that level,
    /// its root. A store of these answers any proof without reading transfers again. Null when nobody keeps them.
    /// </param>
    public void Append(Hash256 leafHash, Action<int, long, Hash256>? completed)
    {
        var node = leafHash;
        var level = 0;
        completed?.Invoke(0, Size, node);
        for (; HasPeak(level); level++)
        {
            node = MerkleTree.NodeHash(_peakAtLevel[level], node);
            completed?.Invoke(level + 1, Size >> (level + 1), node);
        }
        _peakAtLevel[level] = node;
        Size++;
    }

    /// <summary>The root over all leaves so far; <see cref="MerkleTree.EmptyRoot"/> for none.</summary>
    public Hash256 Root()
    {
        if (Size == 0) return MerkleTree.EmptyRoot;
        var level = BitOperations.TrailingZeroCount(Size);
        var root = _peakAtLevel[level];
        for (level++; level < LevelsMax; level++)
            if (HasPeak(level)) root = MerkleTree.NodeHash(_peakAtLevel[level], root);
        return root;
    }

    private bool HasPeak(int level) => ((Size >> level) & 1) == 1;
}
