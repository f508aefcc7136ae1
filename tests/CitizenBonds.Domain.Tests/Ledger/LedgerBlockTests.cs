using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

/// <summary>Expected hashes computed independently with Python from the layout in the summary of the type.</summary>
public sealed class LedgerBlockTests
{
    [Fact]
    public void Seal_TwoBlocks_MatchesThePublishedVectors()
    {
        var (first, second) = TwoBlocks();
        Assert.Equal("96d9d9fcbba9b73b19d41c88fe79246a47d7743a1099d9b8fea1eb787689c60f", first.MerkleRoot.ToString());
        Assert.Equal(first.MerkleRoot, first.TreeRoot);
        Assert.Equal("ab56548dc7eb5a23104cdbaee2fef9c2bd1d1e01bf1f4cd82190795de958870b", first.Hash().ToString());
        Assert.Equal("290a2ce14770abb71415eb2a5e72e1de5153bbd5fad6e1db5e1b605f0865e015", second.MerkleRoot.ToString());
        Assert.Equal("5383dd8ad893b7ac186afd579459030e9fe2c328d8707c27dc5f607aae7b73e1", second.TreeRoot.ToString());
        Assert.Equal("8c17c2828c2c11fbd17264150f6377902780b4716069c21f88eea6263fa1b50a", second.Hash().ToString());
    }

    [Fact]
    public void FindLinkFault_SealedInOrder_IsNull()
    {
        var (first, second) = TwoBlocks();
        Assert.Null(first.FindLinkFault(previous: null));
        Assert.Null(second.FindLinkFault(first));
    }

    [Fact]
    public void FindLinkFault_EachBrokenLink_IsNamed()
    {
        var (first, second) = TwoBlocks();
        Assert.Equal(LedgerBlockFault.HeightNotNext, second.FindLinkFault(previous: null));
        Assert.Equal(LedgerBlockFault.Empty, (second with { Count = 0 }).FindLinkFault(first));
        Assert.Equal(LedgerBlockFault.FirstIdNotNext, (second with { FirstId = 4 }).FindLinkFault(first));
        var forged = first with { MerkleRoot = Hash256.Zero };
        Assert.Equal(LedgerBlockFault.PreviousHashDiffers, second.FindLinkFault(forged));
        var early = second with { SealedAt = first.SealedAt.AddSeconds(-1) };
        Assert.Equal(LedgerBlockFault.SealedBeforePrevious, early.FindLinkFault(first));
        Assert.Equal(
            LedgerBlockFault.PreviousHashDiffers,
            (first with { PreviousHash = Hash256.Of([]) }).FindLinkFault(previous: null));
    }

    [Fact]
    public void Seal_NothingToSeal_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LedgerBlock.Seal(null, [], new MerkleFrontier(), DateTimeOffset.UnixEpoch));

    [Fact]
    public void Seal_TreeOfAnotherSize_Throws()
    {
        var ledger = new MerkleFrontier();
        ledger.Append(Hash256.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => LedgerBlock.Seal(null, [Hash256.Zero], ledger, DateTimeOffset.UnixEpoch));
    }

    private static (LedgerBlock First, LedgerBlock Second) TwoBlocks()
    {
        var ledger = new MerkleFrontier();
        var sealedAt = TransferLeafTests.Moment("2026-04-01T09:00:00.123456Z");
        var deposit = TransferLeaf.Hash(TransferLeafTests.Deposit);
        var extreme = TransferLeaf.Hash(TransferLeafTests.Extreme);
        var first = LedgerBlock.Seal(null, [deposit, extreme], ledger, sealedAt);
        var bare = TransferLeaf.Hash(TransferLeafTests.Bare);
        return (first, LedgerBlock.Seal(first, [bare], ledger, sealedAt.AddSeconds(1)));
    }
}
