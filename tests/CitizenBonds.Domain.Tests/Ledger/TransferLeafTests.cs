using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

/// <summary>
/// Published test vectors. Computed independently with Python: struct.pack('>bqqqqqhH') + reference +
/// struct.pack('>q').
/// </summary>
public sealed class TransferLeafTests
{
    internal static readonly LedgerTransfer Deposit = new(
        1, 1, 2, 10_000, 1, LedgerReason.Deposit, "deposit:1", Moment("2026-04-01T09:00:00.123456Z"));

    internal static readonly LedgerTransfer Extreme = new(
        9_007_199_254_740_993, 7, 8, long.MaxValue, 42, LedgerReason.TokensRetired, "申込",
        DateTimeOffset.UnixEpoch.AddMicroseconds(-1));

    internal static readonly LedgerTransfer Bare = new(
        3, 4, 5, 1, 1, LedgerReason.ApplicationHold, "", DateTimeOffset.UnixEpoch);

    [Fact]
    public void ToBytes_PublishedVectors_MatchByteForByte()
    {
        Assert.Equal(
            "010000000000000001000000000000000100000000000000020000000000002710000000000000000100010009" +
            "6465706f7369743a3100064e624f0aa640",
            Hex(Deposit));
        Assert.Equal(
            "010020000000000001000000000000000700000000000000087fffffffffffffff000000000000002a000c0006e794b3e8bebc" +
            "ffffffffffffffff",
            Hex(Extreme));
        Assert.Equal(
            "010000000000000003000000000000000400000000000000050000000000000001000000000000000100030000" +
            "0000000000000000",
            Hex(Bare));
    }

    [Fact]
    public void Hash_PublishedVectors_Match()
    {
        Assert.Equal(
            "b2d5c39e7eac131d946c073ad4b1591b177511ea2c6176504e680015353c6614", TransferLeaf.Hash(Deposit).ToString());
        Assert.Equal(
            "fd29522c9203e21de5efc3ccaa2fee3437f9ed042923a3b3cbd232b4272d14e2", TransferLeaf.Hash(Extreme).ToString());
        Assert.Equal(
            "290a2ce14770abb71415eb2a5e72e1de5153bbd5fad6e1db5e1b605f0865e015", TransferLeaf.Hash(Bare).ToString());
    }

    [Fact]
    public void Hash_AnyFieldChanged_Differs()
    {
        LedgerTransfer[] changed =
        [
            Deposit with { Id = 2 },
            Deposit with { Debit = 3 },
            Deposit with { Credit = 3 },
            Deposit with { Amount = 10_001 },
            Deposit with { Asset = 2 },
            Deposit with { Reason = LedgerReason.Withdrawal },
            Deposit with { Reference = "deposit:2" },
            Deposit with { BookedAt = Deposit.BookedAt.AddMicroseconds(1) },
        ];
        Assert.Equal(9, changed.Append(Deposit).Select(transfer => TransferLeaf.Hash(transfer)).Distinct().Count());
    }

    [Fact]
    public void Hash_FinerThanAMicrosecond_IsCutOff() =>
        Assert.Equal(
            TransferLeaf.Hash(Deposit),
            TransferLeaf.Hash(Deposit with { BookedAt = Deposit.BookedAt.AddTicks(9) }));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void IsReference_Length_IsBoundedInBytes(int length, bool fits)
    {
        Assert.Equal(fits, TransferLeaf.IsReference(new string('x', length)));
        Assert.Equal(fits, TransferLeaf.IsReference(new string('é', 99) + new string('x', length - 198)));
    }

    [Fact]
    public void IsReference_HalfASurrogatePair_DoesNotFit()
    {
        Assert.False(TransferLeaf.IsReference("a\uD800"));
        Assert.Throws<ArgumentException>(() => TransferLeaf.Hash(Bare with { Reference = "a\uD800" }));
    }

    internal static DateTimeOffset Moment(string text) =>
        UnixMicroseconds.FromText(text) ?? throw new ArgumentException(text, nameof(text));

    private static string Hex(LedgerTransfer transfer) => Convert.ToHexStringLower(TransferLeaf.ToBytes(transfer));
}
