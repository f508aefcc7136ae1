using System.Buffers.Binary;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// A sealed run of transfers. Its hash is the SHA-256 of the header, version 1, integers big-endian and signed:
/// version (1 byte, 0x01), height (8), previous hash (32), first id (8), count (8), Merkle root of this block's leaves
/// (32),
/// root of the tree over all leaves so far (32), sealed at in microseconds since 1970 (8). The first block has height
/// 1,
/// first id 1 and 32 zero bytes as previous hash.
/// </summary>
public sealed record LedgerBlock
{
    public const byte Version = 1;
    public const long FirstHeight = 1;
    public const long FirstTransferId = 1;
    private const int HeaderLength = 1 + (4 * 8) + (3 * Hash256.Length);

    public required long Height { get; init; }

    public required Hash256 PreviousHash { get; init; }

    /// <summary>Id of the first transfer in the block.</summary>
    public required long FirstId { get; init; }

    /// <summary>Transfers in the block, one or more.</summary>
    public required long Count { get; init; }

    /// <summary>Root over the leaves of this block alone: short inclusion proofs.</summary>
    public required Hash256 MerkleRoot { get; init; }

    /// <summary>
    /// Root over all leaves of the ledger up to and with this block: consistency proofs between any two blocks.
    /// </summary>
    public required Hash256 TreeRoot { get; init; }

    /// <summary>UTC, whole microseconds.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>Leaves under <see cref="TreeRoot"/>; also the id of the block's last transfer.</summary>
    public long TreeSize => FirstId + Count - 1;

    /// <summary>Seals the transfers that follow <paramref name="previous"/>.</summary>
    /// <param name="previous">The last block, or null for the first.</param>
    /// <param name="leafHashes">Hashes of the new transfers in the order of their ids; at least one.</param>
    /// <param name="ledger">The tree over all earlier leaves; the new leaves are appended to it.</param>
    public static LedgerBlock Seal(
        LedgerBlock? previous, IEnumerable<Hash256> leafHashes, MerkleFrontier ledger, DateTimeOffset sealedAt)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ledger.Size, previous?.TreeSize ?? 0, nameof(ledger));
        var block = new MerkleFrontier();
        foreach (var leafHash in leafHashes)
        {
            block.Append(leafHash);
            ledger.Append(leafHash);
        }
        ArgumentOutOfRangeException.ThrowIfZero(block.Size, nameof(leafHashes));
        return new LedgerBlock
        {
            Height = (previous?.Height ?? FirstHeight - 1) + 1,
            PreviousHash = previous?.Hash() ?? Hash256.Zero,
            FirstId = (previous?.TreeSize ?? FirstTransferId - 1) + 1,
            Count = block.Size,
            MerkleRoot = block.Root(),
            TreeRoot = ledger.Root(),
            SealedAt = UnixMicroseconds.ToMoment(UnixMicroseconds.FromMoment(sealedAt)),
        };
    }

    /// <summary>What is hashed; see the layout above.</summary>
    public byte[] HeaderBytes()
    {
        var header = new byte[HeaderLength];
        header[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(1), Height);
        PreviousHash.CopyTo(header.AsSpan(9));
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(41), FirstId);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(49), Count);
        MerkleRoot.CopyTo(header.AsSpan(57));
        TreeRoot.CopyTo(header.AsSpan(89));
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(121), UnixMicroseconds.FromMoment(SealedAt));
        return header;
    }

    public Hash256 Hash() => Hash256.Of(HeaderBytes());

    /// <returns>What breaks the link to <paramref name="previous"/> (null: this should be the first block), or
    /// null.</returns>
    public LedgerBlockFault? FindLinkFault(LedgerBlock? previous)
    {
        if (Height != (previous?.Height ?? FirstHeight - 1) + 1) return LedgerBlockFault.HeightNotNext;
        if (Count <= 0) return LedgerBlockFault.Empty;
        if (FirstId != (previous?.TreeSize ?? FirstTransferId - 1) + 1) return LedgerBlockFault.FirstIdNotNext;
        if (PreviousHash != (previous?.Hash() ?? Hash256.Zero)) return LedgerBlockFault.PreviousHashDiffers;
        if (previous is not null && SealedAt < previous.SealedAt) return LedgerBlockFault.SealedBeforePrevious;
        return null;
    }
}

/// <summary>Why a block does not follow the one before. When several apply, the first listed is reported.</summary>
public enum LedgerBlockFault
{
    HeightNotNext,
    Empty,
    FirstIdNotNext,
    PreviousHashDiffers,
    SealedBeforePrevious,
}
