using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Pricing;

namespace CitizenBonds.Domain.Tests.Mining;

/// <summary>The first headers of the chain, and every header held beside the repository.</summary>
public sealed class HeaderSequenceTests
{
    private const string Genesis =
        "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd"
        + "7a7b12b27ac72c3e67768f617fc81bc388"
        + "8a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c";

    private const string First =
        "010000006fe28c0ab6f1b372c1a6a246ae63f74f931e8365e15a089c68d6190000000000982051fd"
        + "1e4ba744bbbe680e1fee14677ba1a3c354"
        + "0bf7b1cdb606e857233e0e61bc6649ffff001d01e36299";

    private const string Second =
        "010000004860eb18bf1b1620e37e9490fc8a427514416fd75159ab86688e9a8300000000d5fdcc54"
        + "1e25de1c7a5addedf24858b8bb665c9f36"
        + "ef744ee42c316022c90f9bb0bc6649ffff001d08d2bd61";

    private const string FirstOfPeriod =
        "01000000e6bf7fd7f7790a63786faa878d0dc7fd8f2ff365732e45862c66075100000000700d342f"
        + "65c7b6834dffb615358a1897016f044891"
        + "3372190cbe3d27a4b53355b1512b4bffff001dbfb02519";

    private const string LastOfPeriod =
        "0100000049c1daab3b6536ff1b2633c3a316a6e06ec287676cdeec4ca7baae6b00000000ac10b36b"
        + "8f354b3353207de15940a5edbc05bb8364"
        + "af75b4b5409e7823f2b48923ec3a4bffff001dbd5fa412";

    private const string FirstOfNextPeriod =
        "010000004b0360d834a330ec7833e30e1f523ee05a0793361e29a73421964f980000000027b64a02"
        + "0af294e903feed93768705336a20090612"
        + "a043f47af462a2f5e5b564f8ee3a4b6ad8001dd3a43707";

    [Fact]
    public void FromHex_Genesis_ReadsItsFields()
    {
        var header = Header(Genesis);

        Assert.Equal("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f", header.DisplayHash);
        Assert.Equal(new DateTimeOffset(2009, 1, 3, 18, 15, 5, TimeSpan.Zero), header.Time);
        Assert.Equal(0x1d00ffffu, header.Bits);
        Assert.True(header.HasProofOfWork);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("zz")]
    public void FromHex_NotEightyBytes_IsNull(string tail) => Assert.Null(BlockHeader.FromHex(Genesis[..^4] + tail));

    [Fact]
    public void Accept_FirstThree_FindsNoFault()
    {
        var sequence = new HeaderSequence();

        Assert.Null(sequence.Accept(0, Header(Genesis)));
        Assert.Null(sequence.Accept(1, Header(First)));
        Assert.Null(sequence.Accept(2, Header(Second)));
        Assert.Equal((3, 2, 2), (sequence.Accepted, sequence.LinksChecked, sequence.MediansChecked));
    }

    [Fact]
    public void Accept_AnyForgedBit_MissesProofOfWorkOrTarget()
    {
        for (var bit = 0; bit < 8 * BlockHeader.Length; bit++)
        {
            var bytes = Convert.FromHexString(First);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var fault = new HeaderSequence().Accept(1, BlockHeader.FromBytes(bytes));

            Assert.True(fault is HeaderFault.ProofOfWorkMissing or HeaderFault.TargetInvalid, $"bit {bit}: {fault}");
        }
    }

    [Theory]
    [InlineData(1, HeaderFault.HeightNotAscending)]
    [InlineData(0, HeaderFault.HeightNotAscending)]
    [InlineData(2, HeaderFault.LinkBroken)]
    public void Accept_SameHeaderAfterItself_NamesTheFault(long height, HeaderFault fault)
    {
        var sequence = new HeaderSequence();
        sequence.Accept(1, Header(First));

        Assert.Equal(fault, sequence.Accept(height, Header(First)));
        Assert.Equal(1, sequence.Accepted);
    }

    [Fact]
    public void Accept_OtherHeaderAtHeightZero_IsNotGenesis() =>
        Assert.Equal(HeaderFault.GenesisUnknown, new HeaderSequence().Accept(0, Header(First)));

    [Fact]
    public void Accept_FirstPeriodWithAnotherTarget_ChecksTheRetarget()
    {
        var sequence = new HeaderSequence();

        Assert.Null(sequence.Accept(30_240, Header(FirstOfPeriod)));
        Assert.Null(sequence.Accept(32_255, Header(LastOfPeriod)));
        Assert.Null(sequence.Accept(32_256, Header(FirstOfNextPeriod)));
        Assert.Equal(1, sequence.RetargetsChecked);
    }

    [Fact]
    public void Accept_OtherTargetInsideAPeriod_NamesIt()
    {
        var sequence = new HeaderSequence();
        sequence.Accept(30_240, Header(FirstOfPeriod));

        Assert.Equal(HeaderFault.TargetChangedWithinPeriod, sequence.Accept(30_242, Header(FirstOfNextPeriod)));
        Assert.Equal(HeaderFault.TargetChangedWithinPeriod, sequence.Accept(32_000, Header(FirstOfNextPeriod)));
    }

    [Fact]
    public void Accept_TargetNotRaisedAtRetarget_NamesIt()
    {
        // The last header of the period before stands for the first block, a moment before the real one: another span.
        var sequence = new HeaderSequence();
        sequence.Accept(30_240, Header(Second));
        sequence.Accept(32_255, Header(LastOfPeriod));

        Assert.Equal(HeaderFault.RetargetWrong, sequence.Accept(32_256, Header(FirstOfNextPeriod)));
    }

    [Theory]
    [InlineData(0x1d00ffffu, 0u, 1_209_600u, 0x1d00ffffu)] // exactly two weeks: nothing moves
    [InlineData(0x1c0fffffu, 0u, 1_209_600u * 9, 0x1c3ffffcu)] // at most four times
    [InlineData(0x1c3ffffcu, 0u, 10u, 0x1c0fffffu)] // at least a quarter
    [InlineData(0x1d00ffffu, 1_261_130_161u, 1_262_152_739u, 0x1d00d86au)] // the first real one, height 32256
    public void Next_TimesOfAPeriod_MovesTheTarget(uint bits, uint first, uint last, uint expected) =>
        Assert.Equal(expected, Retarget.Next(CompactTarget.FromBits(bits)!.Value, first, last).Bits);

    [Theory]
    [InlineData(0x1d00ffffu, true)]
    [InlineData(0x1d010000u, false)] // easier than the chain allows
    [InlineData(0x1c80ffffu, false)] // reads as negative
    [InlineData(0x1c000000u, false)] // zero
    [InlineData(0xff00ffffu, false)] // overflows
    public void FromBits_CompactForm_AcceptsOnlyTargetsOfTheChain(uint bits, bool isValid) =>
        Assert.Equal(isValid, CompactTarget.FromBits(bits) is not null);

    [Fact]
    public void Accept_AllHeadersHeld_ConfirmsEveryRule()
    {
        var sequence = new HeaderSequence();
        foreach (var (height, header) in ReadHeaders(SharedFiles.Find("data/btc_headers.csv")))
            Assert.True(sequence.Accept(height, header) is null, $"height {height}");

        // Counts stated with the file: 24,198 headers, 23,759 links, 413 retargets, 23,285 full medians of eleven
        // (plus the ten early ones of the run from height 0, which have fewer headers before them).
        Assert.Equal(ThirdPartyAgreement.BitcoinHeaders, sequence.Accepted);
        Assert.Equal(23_759, sequence.LinksChecked);
        Assert.Equal(ThirdPartyAgreement.BitcoinRetargets, sequence.RetargetsChecked);
        Assert.Equal(23_285 + 10, sequence.MediansChecked);
    }

    internal static IEnumerable<(long Height, BlockHeader Header)> ReadHeaders(string path) =>
        File.ReadLines(path).Skip(1).Select(line => line.Split(',')).Select(cells => (
            long.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture),
            BlockHeader.FromHex(cells[1]) ?? throw new InvalidDataException(cells[0])));

    private static BlockHeader Header(string hex) => BlockHeader.FromHex(hex)!;
}
