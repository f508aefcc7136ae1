using System.Text;
using System.Text.Json;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Verifier;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Ledger;

/// <summary>What the portal publishes, put to the verifier that a stranger runs on it.</summary>
public sealed class LedgerExportTests(PortalDatabases postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new("export");
    private PortalWorld _world = null!; // Set by InitializeAsync before any test, like the next.
    private AnnouncedIssue _issue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Three deposits and three holds in the first block, the settlement in the second.
    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _issue = await AnnouncedIssue.CreateAsync(_world, 60, Token);
        foreach (var tokens in (long[])[20, 30, 50]) await _issue.AddApplicationAsync(tokens, Token);
        await SealAsync();
        await _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token);
        await SealAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _folder.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task WriteAsync_WholeLedger_AgreesWithTheVerifier()
    {
        await ExportAsync(await _world.Get<LedgerExport>().SealedThroughAsync(Token));

        var (code, said) = Verify("ledger", "--export", _folder.Path);

        Assert.Equal((0, true), (code, said.Contains("agrees", StringComparison.Ordinal)));
        Assert.Contains("0 not sealed yet", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_ThroughAnEarlierTransfer_GivesTheTotalsOfThatMoment()
    {
        await ExportAsync(6);

        Assert.Equal(0, Verify("ledger", "--export", _folder.Path).Code);
        Assert.Equal(6, File.ReadLines(InFolder("transfers.ndjson")).Count());
        Assert.Single(File.ReadLines(InFolder("blocks.ndjson")));
    }

    [Fact]
    public async Task WriteAsync_OneAmountTamperedWith_DisagreesWithTheVerifier()
    {
        await ExportAsync(6);
        var tampered = (await File.ReadAllTextAsync(InFolder("transfers.ndjson"), Token))
            .Replace("\"amount\":200000,", "\"amount\":200001,", StringComparison.Ordinal);
        await File.WriteAllTextAsync(InFolder("transfers.ndjson"), tampered, Token);

        Assert.Equal(1, Verify("ledger", "--export", _folder.Path).Code);
    }

    [Fact]
    public async Task Inclusion_EveryTransfer_IsProvenInItsBlockAndInTheLedger()
    {
        var proofs = _world.Get<LedgerProofs>();
        var last = await _world.Get<LedgerExport>().SealedThroughAsync(Token);
        for (var id = 1L; id <= last; id++)
        {
            Assert.Equal(0, VerifyProof("inclusion", await proofs.InLedgerAsync(id, Token)).Code);
            Assert.Equal(0, VerifyProof("inclusion", await proofs.InBlockAsync(id, Token)).Code);
        }

        Assert.Null(await proofs.InLedgerAsync(last + 1, Token));
        Assert.Null(await proofs.InBlockAsync(0, Token));
    }

    [Fact]
    public async Task Inclusion_OfAnotherTransfer_DisagreesWithTheVerifier()
    {
        var proofs = _world.Get<LedgerProofs>();
        var first = await proofs.InLedgerAsync(1, Token);
        var second = await proofs.InLedgerAsync(2, Token);

        Assert.Equal(1, VerifyProof("inclusion", first! with { Transfer = second!.Transfer }).Code);
    }

    [Fact]
    public async Task Consistency_BetweenAnyTwoSizes_IsProvenAndEndsAtTheSealedRoot()
    {
        var proofs = _world.Get<LedgerProofs>();
        var last = await _world.Get<LedgerExport>().SealedThroughAsync(Token);
        for (var from = 1L; from <= last; from++)
            Assert.Equal(0, VerifyProof("consistency", await proofs.ConsistencyAsync(from, null, Token)).Code);

        var head = await _world.Get<LedgerQueries>().HeadAsync(Token);
        var whole = await proofs.ConsistencyAsync(6, null, Token);
        Assert.Equal(head!.TreeRoot, whole!.NewRoot.ToString());
        Assert.Equal(1, VerifyProof("consistency", whole with { OldSize = 5 }).Code);
        Assert.Null(await proofs.ConsistencyAsync(7, 6, Token));
        Assert.Null(await proofs.ConsistencyAsync(1, last + 1, Token));
    }

    [Fact]
    public async Task Terms_AsPublished_HashToWhatTheBondStates()
    {
        const string terms = """{"coupon_ppm":20000,"isin":"XT0000000018"}""";
        await using var portal = await _world.OpenAsync(Token);
        await portal.Issues.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.TermsJson, terms)
                .SetProperty(row => row.TermsHash, TermsHash.Of(terms).ToBytes()),
            Token);

        var published = await _world.Get<PublishedSales>().FindTermsAsync(_issue.Row.Isin!, Token);
        await File.WriteAllTextAsync(InFolder("terms.json"), published, Token);

        var page = await _world.Get<BondPageQueries>().FindAsync(_issue.Row.Isin!, _issue.SettlesAt, Token);
        Assert.Equal(0, Verify("terms", "--file", InFolder("terms.json"), "--hash", page!.TermsHash).Code);
        await File.WriteAllTextAsync(InFolder("terms.json"), terms.Replace('2', '3'), Token);
        Assert.Equal(1, Verify("terms", "--file", InFolder("terms.json"), "--hash", page.TermsHash).Code);
    }

    // 60 tokens over applications of 20, 30 and 50: the ceiling is 20, so everybody gets 20 and nothing is drawn.
    [Fact]
    public async Task Sale_AsPublished_IsAllottedAgainAlike()
    {
        var sales = _world.Get<PublishedSales>();
        var sale = await sales.FindAsync(_issue.Row.Isin!, Token);
        await using (
            var file = File.Create(InFolder("sale.json"))) await SaleFile.WriteAsync(file, sale!, sales, Token);

        var (code, _) = Verify("sale", "--in", InFolder("sale.json"), "--out", InFolder("allotments.json"));

        Assert.Equal(0, code);
        Assert.Equal([20L, 20L, 20L], Numbers("sale.json", "applications", "allotted"));
        Assert.Equal([20L, 20L, 20L], Numbers("allotments.json", "allotments", "quantity"));
    }

    private List<long> Numbers(string file, string list, string member)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(InFolder(file)));
        return [.. document.RootElement.GetProperty(list).EnumerateArray()
            .Select(item => item.GetProperty(member).GetInt64())];
    }

    private async Task SealAsync() => await _world.Get<SealBlock>().RunAsync(Moments.Start, Token);

    private async Task ExportAsync(long through)
    {
        var export = _world.Get<LedgerExport>();
        await using (var file = File.Create(InFolder("transfers.ndjson")))
            await export.WriteTransfersAsync(file, through, Token);
        await using (var file = File.Create(InFolder("accounts.ndjson")))
            await export.WriteAccountsAsync(file, through, Token);
        await using (var file = File.Create(InFolder("blocks.ndjson")))
            await export.WriteBlocksAsync(file, through, Token);
    }

    private (int Code, string Said) VerifyProof<TProof>(string command, TProof proof)
    {
        File.WriteAllBytes(InFolder("proof.json"), JsonSerializer.SerializeToUtf8Bytes(proof, LedgerJson.Options));
        return Verify(command, "--proof", InFolder("proof.json"));
    }

    private static (int Code, string Said) Verify(params string[] arguments)
    {
        using var said = new StringWriter(new StringBuilder());
        var code = VerifierHost.Run(arguments, Stream.Null, Stream.Null, said);
        return (code, said.ToString());
    }

    private string InFolder(string file) => Path.Combine(_folder.Path, file);
}
