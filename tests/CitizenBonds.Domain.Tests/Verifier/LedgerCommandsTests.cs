using System.Buffers;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>
/// Bad and disagreeing input of <c>ledger</c>, <c>inclusion</c>, <c>consistency</c> and <c>terms</c>.
/// </summary>
public sealed class LedgerCommandsTests : IDisposable
{
    private const string Account =
        """{"id":1,"pseudonym":"B","kind":"BankOmnibus","asset":1,"debits":0,"credits":0,"may_go_negative":true}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-export-").FullName;

    [Theory]
    [InlineData("accounts.ndjson", "{}", "accounts.ndjson, line 1: id is missing")]
    [InlineData("accounts.ndjson", "nonsense", "accounts.ndjson, line 1: not JSON")]
    [InlineData("accounts.ndjson", "[]", "accounts.ndjson, line 1: not a JSON object")]
    [InlineData("accounts.ndjson", "{\"id\":\"1\"}", "accounts.ndjson, line 1: id is not a whole number")]
    [InlineData("accounts.ndjson", "{\"id\":1,\"id\":1}", "accounts.ndjson, line 1: id appears twice")]
    [InlineData("accounts.ndjson", "{\"kind\":\"Slush\"}", "accounts.ndjson, line 1: kind is not a known name")]
    [InlineData(
        "transfers.ndjson", "\n\n{\"amount\":9223372036854775808}",
        "transfers.ndjson, line 3: amount is not a whole")]
    [InlineData(
        "transfers.ndjson", "{\"booked_at\":\"2026-04-01\"}",
        "transfers.ndjson, line 1: booked_at is not a moment")]
    [InlineData("transfers.ndjson", "{\"id\":1", "transfers.ndjson, line 1: not JSON")]
    [InlineData("transfers.ndjson", "{} {}", "transfers.ndjson, line 1: not JSON")]
    [InlineData("blocks.ndjson", "{\"hash\":\"12\"}", "blocks.ndjson, line 1: hash is not 64 hexadecimal digits")]
    [InlineData("anchors.ndjson", "{\"height\":1}", "anchors.ndjson, line 1: hash is missing")]
    public void Ledger_BadLine_NamesFileLineAndMember(string file, string content, string message)
    {
        WriteExport();
        File.WriteAllText(Path.Combine(_folder, file), content);
        MarketCommandsTests.AssertRefused(Run(), message);
    }

    [Fact]
    public void Ledger_LineOfAMegabyteAndMore_IsRefused()
    {
        WriteExport();
        File.WriteAllText(Path.Combine(_folder, "transfers.ndjson"), new string('x', 3 << 20));
        MarketCommandsTests.AssertRefused(Run(), "transfers.ndjson, line 1: longer than");
    }

    [Fact]
    public void Ledger_FileMissing_IsRefused() => MarketCommandsTests.AssertRefused(Run(), "Could not find");

    [Fact]
    public void Ledger_NothingBooked_Agrees()
    {
        WriteExport();
        Assert.Equal(0, Run().ExitCode);
    }

    [Fact]
    public void Ledger_MarkAndCarriageReturns_DoNotMatter()
    {
        WriteExport();
        File.WriteAllText(Path.Combine(_folder, "accounts.ndjson"), $"\uFEFF{Account}\r\n\r\n");
        Assert.Equal(0, Run().ExitCode);
    }

    [Fact]
    public void Ledger_AnchorOfAnotherHashOrOfNoBlock_DoesNotAgree()
    {
        WriteExport();
        var output = new ArrayBufferWriter<byte>();
        using (var lines = new LedgerLineWriter(output)) lines.Write(new ExportedAnchor(1, Hash256.Zero));
        File.WriteAllBytes(Path.Combine(_folder, "anchors.ndjson"), output.WrittenSpan);
        var run = Run();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("anchor 1: AnchorDiffers", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inclusion", "{}", "line 1, byte 3")]
    [InlineData(
        "inclusion", "{\"index\":0,\"size\":1,\"leaf_hash\":\"00\",\"path\":[],\"root\":\"00\"}",
        "line 1, byte ")]
    [InlineData("consistency", "[]", "line 1, byte 2")]
    [InlineData("consistency", "", "line 1, byte 1")]
    public void Proof_BadInput_IsRefused(string command, string proof, string message) =>
        MarketCommandsTests.AssertRefused(VerifierRun.Start(proof, command, "--proof", "-"), message);

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "line 1: ")]
    [InlineData("{\n\"a\":", "line 2: ")]
    [InlineData("", "line 1: ")]
    public void Terms_NotOneJsonText_IsRefused(string terms, string message) =>
        MarketCommandsTests.AssertRefused(
            VerifierRun.Start(terms, "terms", "--file", "-", "--hash", Hash256.Zero.ToString()), message);

    [Fact]
    public void Terms_HashOfAnotherLength_IsRefused() =>
        MarketCommandsTests.AssertRefused(
            VerifierRun.Start("{}", "terms", "--file", "-", "--hash", "ab"),
            "option --hash is not 64 hexadecimal digits");

    [Fact]
    public void Terms_WithByteOrderMark_AreTheSameTerms()
    {
        var hash = TermsHash.Of("{\"a\":1}").ToString();
        Assert.Equal(0, VerifierRun.Start("\uFEFF{ \"a\": 1 }", "terms", "--file", "-", "--hash", hash).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private VerifierRun Run() => VerifierRun.Start("", "ledger", "--export", _folder);

    private void WriteExport()
    {
        File.WriteAllText(Path.Combine(_folder, "accounts.ndjson"), Account);
        File.WriteAllText(Path.Combine(_folder, "transfers.ndjson"), "");
        File.WriteAllText(Path.Combine(_folder, "blocks.ndjson"), "");
    }
}
