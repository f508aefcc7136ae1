namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Hashing of the ledger's tree as in RFC 6962 section 2.1: SHA-256, leaves prefixed 0x00, nodes 0x01.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int LeafBytesOnStackMax = 1024;

    /// <summary>The root of no leaves: the SHA-256 of nothing (RFC 6962 section 2.1).</summary>
    public static Hash256 EmptyRoot { get; } = Hash256.Of([]);

    /// <summary>Hash of one leaf's bytes.</summary>
    public static Hash256 LeafHash(ReadOnlySpan<byte> leaf)
    {
        var length = leaf.Length + 1;
        var prefixed = length <= LeafBytesOnStackMax ? stackalloc byte[length] : new byte[length];
        prefixed[0] = LeafPrefix;
        leaf.CopyTo(prefixed[1..]);
        return Hash256.Of(prefixed);
    }

    /// <summary>Hash of a node over its two children, left first.</summary>
    public static Hash256 NodeHash(Hash256 left, Hash256 right)
    {
        Span<byte> prefixed = stackalloc byte[1 + (2 * Hash256.Length)];
        prefixed[0] = NodePrefix;
        left.CopyTo(prefixed[1..]);
        right.CopyTo(prefixed[(1 + Hash256.Length)..]);
        return Hash256.Of(prefixed);
    }

    /// <summary>Root over leaf hashes in order; <see cref="EmptyRoot"/> for none.</summary>
    public static Hash256 Root(IEnumerable<Hash256> leafHashes)
    {
        var frontier = new MerkleFrontier();
        foreach (var leafHash in leafHashes) frontier.Append(leafHash);
        return frontier.Root();
    }
}
