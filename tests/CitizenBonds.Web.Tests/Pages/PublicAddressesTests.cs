using System.Net;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web.Tests.Identity;

namespace CitizenBonds.Web.Tests.Pages;

/// <summary>Public pages and files over HTTP, nobody signed in, over an empty portal.</summary>
public sealed class PublicAddressesTests(PortalDatabases databases) : IAsyncLifetime
{
    private PortalApp _portal = null!; // Started before every test, like the next.
    private HttpClient _visitor = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(databases, Token);
        _visitor = _portal.CreateClient();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Pages_NothingBookedYet_AnswerWithoutScriptsAndWithEveryText()
    {
        string[] addresses =
        [
            "/issuers", "/disclosure", "/data", "/verify", "/about", "/methodology", "/pricing", "/mining",
            "/issuers?tier=A&after=1", "/ledger/anchors", "/ledger/reconciliation", "/market",
            "/methodology/surveillance",
        ];
        foreach (var address in addresses)
        {
            var html = await _visitor.GetStringAsync(address, Token);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\[[A-Z]\w+\.[\w.]+\]", html);
        }
    }

    [Theory]
    [InlineData("/ledger.csv", "text/csv")]
    [InlineData("/ledger.json?reason=Deposit&from=2026-01-01", "application/json")]
    [InlineData("/bonds.csv", "text/csv")]
    [InlineData("/bonds.json", "application/json")]
    [InlineData("/issuers.csv", "text/csv")]
    [InlineData("/data/ledger/0/transfers.ndjson", "application/x-ndjson")]
    [InlineData("/data/ledger/0/accounts.ndjson", "application/x-ndjson")]
    [InlineData("/data/ledger/0/blocks.ndjson", "application/x-ndjson")]
    public async Task Files_NothingBookedYet_AreServedEmpty(string address, string type)
    {
        using var answer = await _visitor.GetAsync(address, Token);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("/issuers/nobody", HttpStatusCode.NotFound)]
    [InlineData("/bonds/XT0000000018/price", HttpStatusCode.NotFound)]
    [InlineData("/pricing/report.csv", HttpStatusCode.NotFound)]
    [InlineData("/data/ledger/1/transfers.ndjson", HttpStatusCode.NotFound)]
    [InlineData("/ledger/transfers/1/proof.json", HttpStatusCode.NotFound)]
    [InlineData("/ledger/reconciliation.json", HttpStatusCode.NotFound)]
    [InlineData("/ledger/transfers/1/proof.json?tree=oak", HttpStatusCode.BadRequest)]
    [InlineData("/ledger/consistency.json?from=1", HttpStatusCode.NotFound)]
    [InlineData("/ledger/consistency.json", HttpStatusCode.BadRequest)]
    [InlineData("/bonds/XT0000000018/terms.json", HttpStatusCode.NotFound)]
    [InlineData("/bonds/XT0000000018/sale.json", HttpStatusCode.NotFound)]
    [InlineData("/disclosure/1.json", HttpStatusCode.NotFound)]
    [InlineData("/ledger.csv?reason=Theft", HttpStatusCode.BadRequest)]
    [InlineData("/ledger.csv?from=yesterday", HttpStatusCode.BadRequest)]
    public async Task Files_ThatDoNotExistOrCannotBeUnderstood_AreRefused(string address, HttpStatusCode status)
    {
        using var answer = await _visitor.GetAsync(address, Token);

        Assert.Equal(status, answer.StatusCode);
    }
}
