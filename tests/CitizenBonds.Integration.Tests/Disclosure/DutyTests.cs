using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Disclosure;

// The issue settles on 2 March 2026, brings 500,000 yen, pays on 2 September and is redeemed on 2 March 2027.
public sealed class DutyTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private AnnouncedIssue _issue = null!; // As above, settled.
    private Actor _officer = null!; // As above, of its issuer.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _issue = await AnnouncedIssue.CreateAsync(_world, 100, Token);
        await _issue.AddApplicationAsync(50, Token);
        _ = (await _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token)).ValueOrThrow;
        _officer = IssuerDesk.ActorOf(_issue.Row.IssuerId, PortalRole.IssuerOfficer);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Overdue_UntilTheFirstAnniversary_IsNothing()
    {
        Assert.Empty(await OverdueAsync(At(2027, 3, 2)));
        var late = Assert.Single(await OverdueAsync(At(2027, 3, 12)));
        Assert.Equal((FilingKind.ProceedsSpentReport, 10), (late.Kind, late.DaysLate));
        Assert.Empty(await _world.Get<DutyQueries>().OverdueAsync("X99999", At(2027, 3, 12), Token));
    }

    [Fact]
    public async Task ReportProceeds_EverythingSpent_EndsTheDuty()
    {
        Assert.Null((await ReportAsync(1, "300,000", At(2027, 3, 1))).AsRefusal);
        Assert.Empty(await OverdueAsync(At(2027, 12, 1)));
        Assert.Equal(365, Assert.Single(await OverdueAsync(At(2029, 3, 2))).DaysLate); // Due on 2 March 2028.
        Assert.Null((await ReportAsync(2, "500,000", At(2029, 3, 2))).AsRefusal);

        Assert.Empty(await OverdueAsync(At(2040, 1, 1)));
        Assert.True((await ReportAsync(3, "500,000", At(2030, 3, 2))).AsRefusal!.Is(ProceedsRefusal.AllSpentBefore));
    }

    [Fact]
    public async Task ReportProceeds_Correction_IsAFurtherVersionAndTheFirstStays()
    {
        await ReportAsync(1, "300,000", At(2027, 3, 1));

        var corrected = (await ReportAsync(1, "250,000", At(2027, 4, 1))).ValueOrThrow;

        Assert.Equal(2, corrected.Version);
        var filings = await _world.Get<FilingQueries>().FindAsync(null, FilingKind.ProceedsSpentReport, null, Token);
        Assert.Equal([2, 1], filings.Select(filing => filing.Version));
        Assert.Contains("\"spentYen\": 300000", filings[1].Body, StringComparison.Ordinal);
        var desk = (await _world.Get<DutyQueries>().ProceedsAsync(_issue.Row.Id, _officer, At(2027, 5, 1), Token))!;
        var line = Assert.Single(desk.Reports);
        Assert.Equal((0, 2, 250_000), (line.DaysLate, line.Versions, line.Spent!.Value.MinorUnits));
    }

    [Theory]
    [InlineData(1, "500,001", "Proceeds.AboveProceeds")]
    [InlineData(2, "1", "Proceeds.NotInTurn")]
    [InlineData(1, "-1", "ProceedsForm.AmountUnreadable")]
    [InlineData(1, "", "ProceedsForm.AmountUnreadable")]
    [InlineData(1, "99999999999999999999999", "ProceedsForm.AmountUnreadable")]
    public async Task ReportProceeds_Impossible_IsRefusedByNameAndFilesNothing(
        int number, string spent, string expected)
    {
        Assert.Equal(expected, (await ReportAsync(number, spent, At(2027, 3, 1))).AsRefusal!.Code);
        Assert.Equal(0, await _world.CountAsync("filings where kind = 3", Token));
    }

    [Fact]
    public async Task ReportProceeds_AnotherIssuersOfficerOrAnApprover_IsNotFound()
    {
        var other = IssuerDesk.ActorOf(_issue.Row.IssuerId + 1, PortalRole.IssuerOfficer);
        var approver = IssuerDesk.ActorOf(_issue.Row.IssuerId, PortalRole.IssuerApprover);

        Assert.True((await ReportAsync(1, "1", At(2027, 3, 1), actor: other)).AsRefusal!.Is(OfferingRefusal.NotFound));
        Assert.True((await ReportAsync(1, "1", At(2027, 3, 1), actor: approver)).AsRefusal!
            .Is(OfferingRefusal.NotFound));
        Assert.Null(await _world.Get<DutyQueries>().ProceedsAsync(_issue.Row.Id, other, At(2027, 3, 1), Token));
    }

    [Fact]
    public async Task ReportProceeds_SameFormManyTimesAtOnce_IsFiledOnce()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => ReportAsync(1, "300,000", At(2027, 3, 1), key: "one-and-the-same")));

        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.ValueOrThrow.Version));
        Assert.Equal(1, await _world.CountAsync("filings where kind = 3", Token));
    }

    [Fact]
    public async Task EventNotices_OfTheSystem_CarryTheirDayAndAreInTime()
    {
        // Nothing is on the issuer's account: the coupon of 2 September cannot be paid.
        await _world.Get<DueWork>().RunAllAsync(PortalTime.OpeningOf(new DateOnly(2026, 9, 2)), Token);

        var filing = Assert.Single(await _world.Get<FilingQueries>().FindAsync(
            null, FilingKind.PaymentDefault, null, Token));
        Assert.Equal(new DateOnly(2026, 9, 16), filing.DueOn); // Ten weekdays without a holiday.
        Assert.Equal(0, filing.DaysLate);
        Assert.Empty(await OverdueAsync(At(2026, 12, 1)));
    }

    [Fact]
    public async Task Overdue_EventWhoseNoticeWasNeverFiled_IsCounted()
    {
        await using (var portal = await _world.OpenAsync(Token))
        {
            portal.IssueEvents.Add(new()
            {
                IssueId = _issue.Row.Id, Kind = Domain.Offerings.IssueEventKind.PaymentDefault, Note = "",
                HappenedAt = At(2026, 6, 1),
            });
            await portal.SaveChangesAsync(Token);
        }

        var late = Assert.Single(await OverdueAsync(At(2026, 6, 20)));
        Assert.Equal((FilingKind.PaymentDefault, 5), (late.Kind, late.DaysLate)); // Due on 15 June.
    }

    private static DateTimeOffset At(int year, int month, int day) =>
        PortalTime.OpeningOf(new DateOnly(year, month, day)).AddHours(1);

    private Task<IReadOnlyList<OverdueFiling>> OverdueAsync(DateTimeOffset now) =>
        _world.Get<DutyQueries>().OverdueAsync(null, now, Token);

    private Task<Outcome<ReportedProceeds>> ReportAsync(
        int number, string spent, DateTimeOffset now, Actor? actor = null, string? key = null) =>
        _world.Get<ReportProceeds>().ExecuteAsync(
            new(_issue.Row.Id, number, spent, "The roofs of two schools"), key ?? Citizens.Key(), actor ?? _officer,
            now, Token);
}
