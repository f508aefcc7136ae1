using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Mining;

/// <summary>
/// A Bitcoin block header: 80 bytes, little endian. Hashes are kept in the order of the bytes on the wire; explorers
/// show them reversed (<see cref="DisplayHash"/>).
/// </summary>
public sealed record BlockHeader
{
    public const int Length = 80;

    private readonly byte[] _bytes;

    private BlockHeader(ReadOnlySpan<byte> bytes)
    {
        Version = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        PreviousHash = Hash256.FromBytes(bytes[4..36]);
        MerkleRoot = Hash256.FromBytes(bytes[36..68]);
        UnixSeconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes[68..]);
        Bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[72..]);
        Nonce = BinaryPrimitives.ReadUInt32LittleEndian(bytes[76..]);
        _bytes = bytes.ToArray();
        Span<byte> digest = stackalloc byte[Hash256.Length];
        SHA256.HashData(bytes, digest);
        Hash = Hash256.Of(digest);
    }

    public int Version { get; }

    public Hash256 PreviousHash { get; }

    public Hash256 MerkleRoot { get; }

    /// <summary>The miner's clock, seconds since 1970-01-01 UTC.</summary>
    public uint UnixSeconds { get; }

    /// <summary>The target in its compact form; see <see cref="CompactTarget"/>.</summary>
    public uint Bits { get; }

    public uint Nonce { get; }

    /// <summary>SHA-256 of the SHA-256 of the 80 bytes.</summary>
    public Hash256 Hash { get; }

    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds);

    /// <summary>The hash as explorers print it.</summary>
    public string DisplayHash
    {
        get
        {
            var bytes = Hash.ToBytes();
            Array.Reverse(bytes);
            return Convert.ToHexStringLower(bytes);
        }
    }

    /// <summary>The hash as a number is not above the target, and the target is one the chain allows.</summary>
    public bool HasProofOfWork =>
        CompactTarget.FromBits(Bits) is { } target && new BigInteger(Hash.ToBytes(), isUnsigned: true) <= target.Target;

    /// <summary>The 80 bytes as they are hashed.</summary>
    public byte[] ToBytes() => (byte[])_bytes.Clone();

    /// <summary>Two headers are the same when their hashes are.</summary>
    public bool Equals(BlockHeader? other) => other is not null && Hash == other.Hash;

    public override int GetHashCode() => Hash.GetHashCode();

    /// <param name="bytes">Exactly 80 bytes.</param>
    public static BlockHeader FromBytes(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        return new(bytes);
    }

    /// <returns>Null when the text is not 160 hexadecimal digits.</returns>
    public static BlockHeader? FromHex(ReadOnlySpan<char> hex)
    {
        if (hex.Length != 2 * Length) return null;
        Span<byte> bytes = stackalloc byte[Length];
        var status = Convert.FromHexString(hex, bytes, out _, out var written);
        return status == System.Buffers.OperationStatus.Done && written == Length ? new BlockHeader(bytes) : null;
    }
}
