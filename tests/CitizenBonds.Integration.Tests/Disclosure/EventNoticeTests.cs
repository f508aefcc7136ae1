using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Disclosure;

// The issue settles on 2 March 2026 and is held by one person.
public sealed class EventNoticeTests(PortalDatabases postgres) : IAsyncLifetime
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
    public async Task File_EventOfTheIssuer_IsPublicDueInTenBankDaysAndTellsEveryHolder()
    {
        var filed = (await FileAsync("Merger", "2026-06-01", issueId: "")).ValueOrThrow;

        Assert.Equal(new FiledEventNotice(1, 1), filed);
        var notice = Assert.Single(await FindAsync(FilingKind.Merger));
        // Ten weekdays after 1 June is the 15th; it was filed on the 20th.
        Assert.Equal((new DateOnly(2026, 6, 15), 5), (notice.DueOn, notice.DaysLate));
        Assert.Null(notice.Isin);
        Assert.Equal(1, await _world.CountAsync($"notices where kind = 43 and issue_id = {_issue.Row.Id}", Token));
    }

    [Fact]
    public async Task File_Correction_IsAFurtherVersionOnceAndTheFirstStays()
    {
        await FileAsync("ReserveDraw", "2026-06-19");
        var first = Assert.Single(await FindAsync(FilingKind.ReserveDraw)).Id.ToString(Invariant);

        var second = (await FileAsync(null, "2026-06-18", what: "Twice as much", corrects: first)).ValueOrThrow;
        var again = await FileAsync(null, "2026-06-18", what: "Thrice as much", corrects: first);

        Assert.Equal(2, second.Version);
        Assert.True(again.AsRefusal!.Is(EventNoticeRefusal.CorrectedBefore));
        var versions = await FindAsync(FilingKind.ReserveDraw);
        Assert.Equal([(2, null), (1, (DateOnly?)new DateOnly(2026, 7, 3))], versions.Select(one =>
            (one.Version, one.DueOn)));
        Assert.Equal([0, 0], versions.Select(one => one.DaysLate));
        var desk = await _world.Get<EventNoticeQueries>().DeskAsync(_issue.Row.IssuerId, Token);
        Assert.Equal([true, false], desk.Filed.Select(one => one.IsNewest));
    }

    [Theory]
    [InlineData("Merger", "2026-06-21", "It merged", null, null, "EventNotice.DayAhead")]
    [InlineData("Merger", "yesterday", "It merged", null, null, "EventNotice.DayUnreadable")]
    [InlineData("Merger", "2026-06-01", " ", null, null, "EventNotice.TextMissing")]
    [InlineData("Merger", "2026-06-01", "a\u0000b", null, null, "EventNotice.TextUnreadable")]
    [InlineData("TierChange", "2026-06-01", "We say so", null, null, "EventNotice.KindUnknown")] // The portal's own.
    [InlineData("18", "2026-06-01", "By number", "999999", null, "EventNotice.NotFound")]
    [InlineData("Merger", "2026-06-01", "It merged", null, "999999", "EventNotice.NotFound")]
    [InlineData("Merger", "2026-06-01", "It merged", null, "-1 or 1=1", "EventNotice.NotFound")]
    public async Task File_Impossible_IsRefusedByNameAndFilesNothing(
        string kind, string day, string what, string? issueId, string? corrects, string expected)
    {
        var outcome = await FileAsync(kind, day, what, issueId, corrects);

        Assert.Equal(expected, outcome.AsRefusal!.Code);
        Assert.Equal(0, await _world.CountAsync("filings where kind > 10", Token));
        Assert.Equal(0, await _world.CountAsync("notices where kind = 43", Token));
    }

    [Fact]
    public async Task File_AnotherIssuersOfficerOrAnApprover_IsNotFound()
    {
        var other = IssuerDesk.ActorOf(_issue.Row.IssuerId + 1, PortalRole.IssuerOfficer);
        var approver = IssuerDesk.ActorOf(_issue.Row.IssuerId, PortalRole.IssuerApprover);

        foreach (var actor in new[] { other, approver })
        {
            var outcome = await FileAsync("Merger", "2026-06-01", actor: actor);
            Assert.True(outcome.AsRefusal!.Is(EventNoticeRefusal.NotFound));
        }
    }

    [Fact]
    public async Task File_SameFormManyTimesAtOnce_IsFiledOnce()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => FileAsync("Merger", "2026-06-01", key: "one-and-the-same")));

        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.ValueOrThrow.Version));
        Assert.Equal(1, await _world.CountAsync("notices where kind = 43", Token));
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private Task<IReadOnlyList<PublicFiling>> FindAsync(FilingKind kind) =>
        _world.Get<FilingQueries>().FindAsync(null, kind, null, Token);

    private Task<Outcome<FiledEventNotice>> FileAsync(
        string? kind, string day, string what = "What happened", string? issueId = null, string? corrects = null,
        Actor? actor = null, string? key = null) =>
        _world.Get<FileEventNotice>().ExecuteAsync(
            new(issueId ?? _issue.Row.Id.ToString(Invariant), kind, day, what, corrects),
            key ?? Citizens.Key(), actor ?? _officer,
            PortalTime.OpeningOf(new DateOnly(2026, 6, 20)).AddHours(1), Token);
}
