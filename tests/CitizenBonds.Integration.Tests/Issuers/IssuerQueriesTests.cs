using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Issuers;

public sealed class IssuerQueriesTests(PortalDatabases postgres) : IAsyncLifetime
{
    private const string Town = "X00001";
    private PortalWorld _world = null!; // Set by InitializeAsync before any test, like the next.
    private AnnouncedIssue _issue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Test Town sells 50 of 60 tokens of 10,000 yen against a deficit of 100,000,000; another town has no bond.
    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _issue = await AnnouncedIssue.CreateAsync(_world, 60, Token);
        await _issue.AddApplicationAsync(50, Token);
        await _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token);
        await using var portal = await _world.OpenAsync(Token);
        portal.Add(new IssuerRow
        {
            Code = "212016", Kind = IssuerKind.Municipality, NameJa = "岐阜市", NameEn = "Gifu City", Prefecture = 21,
        });
        portal.AddRange(Figures(2022, 1, 9m), Figures(2023, 1, 30m), Figures(2023, 2, 12m));
        await portal.SaveChangesAsync(Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task FindAsync_Everybody_PutsThoseWithBondsFirst()
    {
        var issuers = await _world.Get<IssuerQueries>().FindAsync(new IssuerFilter(), Token);

        Assert.Equal([Town, "212016"], issuers.Select(issuer => issuer.Code));
        Assert.Equal(500_000, issuers[0].Outstanding.MinorUnits); // 50 × 10,000.
        Assert.Equal((1, CreditTier.B), (issuers[0].Bonds, issuers[0].Tier)); // 12 % of the corrected figures.
        Assert.Equal((0, null), (issuers[1].Bonds, issuers[1].Tier));
    }

    [Fact]
    public async Task FindAsync_ByPrefectureTierAndWords_NarrowsToWhatMatches()
    {
        var queries = _world.Get<IssuerQueries>();

        Assert.Equal("212016", Assert.Single(await queries.FindAsync(new(Prefecture: 21), Token)).Code);
        Assert.Equal(Town, Assert.Single(await queries.FindAsync(new(Tier: CreditTier.B), Token)).Code);
        Assert.Equal("212016", Assert.Single(await queries.FindAsync(new(Words: "gifu"), Token)).Code);
        Assert.Empty(await queries.FindAsync(new(Words: "%"), Token));
    }

    [Fact]
    public async Task FindAsync_OneIssuer_ShowsDeficitCoverDebtAndTierOfEveryYear()
    {
        var page = await _world.Get<IssuerPageQueries>().FindAsync(Town, _issue.SettlesAt, Token);

        var purpose = Assert.Single(page!.Purposes);
        Assert.Equal((100_000_000, 500_000), (purpose.Amount.MinorUnits, purpose.Covered.MinorUnits));
        Assert.Equal(500_000, Assert.Single(purpose.Bonds).Proceeds.MinorUnits);
        Assert.Equal(500_000, Assert.Single(page.Obligations).FaceValue.MinorUnits);
        Assert.Equal([(2023, CreditTier.B), (2022, CreditTier.A)],
            page.Years.Select(year => (year.Figures.FiscalYear, year.Tier!.Value)));
        Assert.Equal(3_000_000_000, page.Limit!.OutstandingMax.MinorUnits); // 60 % of 5,000,000,000.
        Assert.Single(page.Bonds);
        Assert.Empty(page.Payments);
        Assert.Null(await _world.Get<IssuerPageQueries>().FindAsync("nobody", _issue.SettlesAt, Token));
    }

    [Fact]
    public async Task FindAsync_Filings_ArePagedByNumberAndFoundByIssuer()
    {
        var filings = _world.Get<FilingQueries>();

        var all = await filings.FindAsync(Town, null, null, Token);

        Assert.NotEmpty(all);
        Assert.Equal(all.Skip(1).Select(filing => filing.Id),
            (await filings.FindAsync(null, null, all[0].Id, Token)).Select(filing => filing.Id));
        Assert.Equal(all[0], await filings.FindOneAsync(all[0].Id, Token));
        Assert.Empty(await filings.FindAsync("212016", null, null, Token));
    }

    private IndicatorRow Figures(int year, int version, decimal debtService) => new()
    {
        IssuerId = _issue.Row.IssuerId, FiscalYear = year, Version = version, RealDebtServiceRatio = debtService,
        FutureBurdenRatio = 50, RealDeficitRatio = 0, ConsolidatedDeficitRatio = 0, FiscalCapabilityIndex = 0.5m,
        StandardFiscalScaleYen = 5_000_000_000, Source = "test", RecordedAt = Moments.Start,
    };
}
