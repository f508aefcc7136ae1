using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// The bytes of a transfer that are hashed into the tree. Version 1, all integers big-endian and signed except the
/// length:
/// version (1 byte, 0x01), id (8), debit account (8), credit account (8), amount (8), asset (8), reason (2), length of
/// the
/// reference in bytes (2, unsigned), the reference as UTF-8, booked at in microseconds since 1970 (8).
/// Test vectors: <c>tests/CitizenBonds.Domain.Tests/Ledger/TransferLeafTests.cs</c>.
/// </summary>
public static class TransferLeaf
{
    public const byte Version = 1;

    /// <summary>A longer reference is refused, not cut.</summary>
    public const int ReferenceBytesMax = 200;

    private const int FixedLength = 1 + (5 * 8) + 2 + 2 + 8;

    public const int LengthMax = FixedLength + ReferenceBytesMax;

    /// <summary>The hash of the transfer's leaf in the tree.</summary>
    /// <exception cref="ArgumentException">The reference is too long or not valid Unicode.</exception>
    public static Hash256 Hash(in LedgerTransfer transfer)
    {
        Span<byte> leaf = stackalloc byte[LengthMax];
        return MerkleTree.LeafHash(leaf[..Write(transfer, leaf)]);
    }

    /// <exception cref="ArgumentException">The reference is too long or not valid Unicode.</exception>
    public static byte[] ToBytes(in LedgerTransfer transfer)
    {
        Span<byte> leaf = stackalloc byte[LengthMax];
        return leaf[..Write(transfer, leaf)].ToArray();
    }

    /// <summary>True when the reference fits a leaf.</summary>
    public static bool IsReference(string reference)
    {
        Span<byte> bytes = stackalloc byte[ReferenceBytesMax];
        return Utf8.FromUtf16(reference, bytes, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done;
    }

    private static int Write(in LedgerTransfer transfer, Span<byte> leaf)
    {
        var status = Utf8.FromUtf16(
            transfer.Reference, leaf.Slice(45, ReferenceBytesMax), out _, out var referenceLength,
            replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw new ArgumentException("The reference does not fit a ledger leaf.", nameof(transfer));
        leaf[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(leaf[1..], transfer.Id);
        BinaryPrimitives.WriteInt64BigEndian(leaf[9..], transfer.Debit);
        BinaryPrimitives.WriteInt64BigEndian(leaf[17..], transfer.Credit);
        BinaryPrimitives.WriteInt64BigEndian(leaf[25..], transfer.Amount);
        BinaryPrimitives.WriteInt64BigEndian(leaf[33..], transfer.Asset);
        BinaryPrimitives.WriteInt16BigEndian(leaf[41..], checked((short)transfer.Reason));
        BinaryPrimitives.WriteUInt16BigEndian(leaf[43..], (ushort)referenceLength);
        var bookedAt = UnixMicroseconds.FromMoment(transfer.BookedAt);
        BinaryPrimitives.WriteInt64BigEndian(leaf[(45 + referenceLength)..], bookedAt);
        return FixedLength + referenceLength;
    }
}
