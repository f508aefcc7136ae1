using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Credit;

public sealed class ImportIndicatorsTests(PortalDatabases postgres) : IAsyncLifetime
{
    private const string Header =
        "code6,fiscal_year,real_debt_service_ratio_pct,future_burden_ratio_pct,real_deficit_ratio_pct,"
        + "consolidated_deficit_ratio_pct,fiscal_capability_index,standard_fiscal_scale_yen\n";

    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private IssuerDesk _desk = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _desk = await IssuerDesk.CreateAsync(_world, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ExecuteAsync_OneBadCell_TakesNothing()
    {
        var outcome = await ImportAsync(
            "X00002,2024,5.1,12,-,-,0.5,9000000000\nX00002,2025,five,12,-,-,0.5,9000000000\n");

        Assert.True(outcome.AsRefusal!.Is(IndicatorImportRefusal.HasFaults));
        var fault = Assert.Single((IReadOnlyList<IndicatorFault>)outcome.AsRefusal.Arguments["faults"]);
        Assert.Equal(new IndicatorFault(3, 3, IndicatorFile.DebtService, IndicatorFaultKind.NotANumber, "five"), fault);
        Assert.Equal(1, await _world.CountAsync("indicators", Token));
    }

    [Fact]
    public async Task ExecuteAsync_NewYear_IsAddedAndBecomesTheStanding()
    {
        var imported = (await ImportAsync("X00002,2024,17.9,-,-,-,0.5,9000000000\n")).ValueOrThrow;

        Assert.Equal(new ImportedIndicators(Added: 1, Corrected: 0, Unchanged: 0, TierChanges: 1), imported);
        var standing = (await _world.Get<CreditStandingQueries>().OfIssuerAsync(_desk.IssuerId, Moments.Start, Token))!;
        Assert.Equal([2024, 2023], standing.Years.Select(year => year.Figures.FiscalYear));
        Assert.Equal(Domain.Credit.CreditTier.B, standing.Assessment!.TierOrNull);
        Assert.Equal(720_000_000, standing.Limit!.NewPerYearMax.MinorUnits); // 8 % of 9,000,000,000.
    }

    [Fact]
    public async Task ExecuteAsync_TierChanged_FilesIt()
    {
        await ImportAsync("X00002,2024,18,-,-,-,0.5,9000000000\n");

        await using var portal = await _world.OpenAsync(Token);
        var filing = await portal.Filings.SingleAsync(Token);
        Assert.Contains("\"before\": \"A\"", filing.Body, StringComparison.Ordinal);
        Assert.Contains("\"after\": \"C\"", filing.Body, StringComparison.Ordinal);
        // Ten business days after 2 February; the 11th is a holiday.
        Assert.Equal(new DateOnly(2026, 2, 17), filing.DueOn);
    }

    [Fact]
    public async Task ExecuteAsync_Correction_IsAFurtherVersionAndTheSameAgainIsNone()
    {
        const string Corrected = "X00002,2023,5.1,-,0,0,0.5,10000000000\n";

        var first = (await ImportAsync(Corrected)).ValueOrThrow;
        var second = (await ImportAsync(Corrected)).ValueOrThrow;

        Assert.Equal(new ImportedIndicators(0, 1, 0, 0), first);
        Assert.Equal(new ImportedIndicators(0, 0, 1, 0), second);
        Assert.Equal(2, await _world.CountAsync("indicators", Token));
    }

    [Fact]
    public async Task ExecuteAsync_SameFileFromTwoPeopleAtOnce_IsTakenOnce()
    {
        var outcomes = await Task.WhenAll(
            ImportAsync("X00002,2024,5,-,-,-,0.5,9000000000\n"), ImportAsync("X00002,2024,5,-,-,-,0.5,9000000000\n"));

        Assert.Equal(1, outcomes.Sum(outcome => outcome.ValueOrThrow.Added));
        Assert.Equal(2, await _world.CountAsync("indicators", Token));
    }

    [Fact]
    public async Task ExecuteAsync_ByAnOfficer_IsRefused()
    {
        var outcome = await ImportAsync("X00002,2024,5,-,-,-,0.5,9000000000\n", actor: _desk.Officer);

        Assert.True(outcome.AsRefusal!.Is(IndicatorImportRefusal.NotAllowed));
    }

    [Fact]
    public async Task ExecuteAsync_WithoutASource_IsRefused()
    {
        var outcome = await ImportAsync("X00002,2024,5,-,-,-,0.5,9000000000\n", source: " ");

        Assert.True(outcome.AsRefusal!.Is(IndicatorImportRefusal.SourceMissing));
    }

    private Task<Outcome<ImportedIndicators>> ImportAsync(string rows, string source = "test", Actor? actor = null) =>
        _world.Get<ImportIndicators>().ExecuteAsync(
            new(Header + rows, source, IsScaleAssumed: false),
            _desk.NextKey(),
            actor ?? _desk.Treasury,
            Moments.Start,
            Token);
}
