using CitizenBonds.Application.Home;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Ledger;

public sealed class LedgerQueriesTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test, like the next.
    private AnnouncedIssue _issue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LedgerQueries Queries => _world.Get<LedgerQueries>();

    // Three applications: three deposits, three holds; settlement: three sales, three issues of tokens, one cover.
    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _issue = await AnnouncedIssue.CreateAsync(_world, 60, Token);
        foreach (var tokens in (long[])[10, 20, 30]) await _issue.AddApplicationAsync(tokens, Token);
        await _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task FindAsync_PageByPage_GivesEveryLineOnceNewestFirst()
    {
        var seen = new List<long>();
        var page = await Queries.FindAsync(new LedgerFilter(), 4, Token);
        Assert.False(page.HasNewer);
        while (true)
        {
            seen.AddRange(page.Lines.Select(line => line.Id));
            if (!page.HasOlder) break;
            page = await Queries.FindAsync(new LedgerFilter(Before: seen[^1]), 4, Token);
        }

        Assert.Equal(Enumerable.Range(1, 13).Reverse().Select(id => (long)id), seen);
    }

    [Fact]
    public async Task FindAsync_BackFromThePageAfter_GivesThePageBefore()
    {
        var first = await Queries.FindAsync(new LedgerFilter(), 4, Token);
        var second = await Queries.FindAsync(new LedgerFilter(Before: first.Lines[^1].Id), 4, Token);
        var back = await Queries.FindAsync(new LedgerFilter(After: second.Lines[0].Id), 4, Token);

        Assert.Equal(first.Lines, back.Lines);
        Assert.False(back.HasNewer);
        Assert.True(back.HasOlder);
    }

    [Fact]
    public async Task FindAsync_Reason_GivesOnlyThatReasonWithNamesOfPublicBodies()
    {
        var page = await Queries.FindAsync(new LedgerFilter(Reason: LedgerReason.PurposeCovered), 50, Token);

        var line = Assert.Single(page.Lines);
        Assert.Equal(600_000, line.Amount); // 60 tokens × 10,000 yen.
        Assert.Equal("Test Town", line.From.Name!.En);
        Assert.Equal("Deficit of 2025", line.To.Name!.En);
    }

    [Fact]
    public async Task FindAsync_Account_GivesBothOfItsSides()
    {
        var all = await Queries.FindAsync(new LedgerFilter(Reason: LedgerReason.SaleProceeds), 50, Token);
        var hold = all.Lines[0].From.Pseudonym;

        var page = await Queries.FindAsync(new LedgerFilter(Account: hold), 50, Token);

        Assert.Equal(2, page.Lines.Count); // Held, then paid.
        Assert.All(page.Lines, line => Assert.True(line.From.Pseudonym == hold || line.To.Pseudonym == hold));
        Assert.All(page.Lines, line => Assert.Null(line.From.Name)); // Persons have numbers only.
    }

    [Theory]
    [InlineData("XX0000000000", null)]
    [InlineData(null, "AAAA-AAAA-AAAA")]
    [InlineData("'; drop table portal.transfers; --", null)]
    public async Task FindAsync_UnknownSeriesOrAccount_GivesNothing(string? isin, string? account)
    {
        var page = await Queries.FindAsync(new LedgerFilter(Isin: isin, Account: account), 50, Token);

        Assert.Empty(page.Lines);
    }

    [Fact]
    public async Task FindAsync_Dates_IncludeBothEnds()
    {
        var day = AnnouncedIssue.IssueDay;
        var page = await Queries.FindAsync(new LedgerFilter(From: day, To: day), 50, Token);

        Assert.Equal(7, page.Lines.Count); // The settlement: three sales, three issues of tokens, one cover.
    }

    [Fact]
    public async Task HomeQueries_AfterASale_CountWhatTheLedgerHolds()
    {
        var home = await _world.Get<HomeQueries>().ReadAsync(_issue.SettlesAt, Token);

        Assert.Equal(600_000, home.Covered.MinorUnits);
        Assert.Equal(600_000, home.Outstanding.MinorUnits);
        Assert.Equal(0, home.PaidToCitizens.MinorUnits);
        Assert.Equal(8, home.Latest.Count);
    }

    [Fact]
    public async Task BondPageQueries_ASettledBond_ShowsWhatTenThousandYenBecomes()
    {
        var page = await _world.Get<BondPageQueries>().FindAsync(_issue.Row.Isin!, _issue.SettlesAt, Token);

        // One token of 10,000 yen at 2 %, half-yearly, one year: 100 + 100 + 10,000.
        Assert.Equal(10_200, page!.TenThousandYen.Back.MinorUnits);
        Assert.Equal(3, page.Holders);
        Assert.Equal(3, page.Payments.Count);
        Assert.Equal(2.0, page.Line.YieldPercent!.Value, 6);
    }
}
