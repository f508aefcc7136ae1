using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

public sealed class DecideIssueTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await PortalWorld.CreateAsync(postgres, Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ExecuteAsync_Agreed_FreezesTheTermsAndAnnounces()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);

        Assert.Equal(IssueState.Announced, (await DecideAsync(desk, id)).ValueOrThrow.State);

        await using var portal = await _world.OpenAsync(Token);
        var issue = await portal.Issues.SingleAsync(Token);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(issue.TermsJson!)), issue.TermsHash);
        Assert.True(Isin.TryParse(issue.Isin, out var isin) && isin.IsProvisional);
        Assert.Equal("DNFUFR", issue.Cfi);
        Assert.Equal(issue.Isin, (await portal.Assets.SingleAsync(row => row.Id == issue.AssetId, Token)).Code);
        Assert.NotNull(await AccountBook.FindAsync(portal, AccountPlan.Issuance(id, issue.AssetId!.Value), Token));
        Assert.Equal(desk.Approver.UserId, issue.ApprovedBy);
        Assert.Equal(1, await _world.CountAsync("filings where kind = 1", Token));
        Assert.Equal(1, await _world.CountAsync("issue_events where kind = 5", Token));
    }

    [Fact]
    public async Task ExecuteAsync_Agreed_CommitsToTheSeedOfTheDraw()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);
        await DecideAsync(desk, id);

        await using var portal = await _world.OpenAsync(Token);
        var issue = await portal.Issues.SingleAsync(Token);
        var seed = await DrawSecret.ForIssueAsync(portal, id, Token);

        Assert.Equal(SHA256.HashData(seed), issue.DrawCommitment);
        Assert.Contains(Convert.ToHexStringLower(issue.DrawCommitment!), issue.TermsJson!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_SamePersonWithBothRoles_IsRefused()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);
        var both = desk.Officer with
        {
            Roles = new HashSet<PortalRole> { PortalRole.IssuerOfficer, PortalRole.IssuerApprover },
        };

        var refusal = (await DecideAsync(desk, id, actor: both)).AsRefusal!;

        Assert.True(refusal.Is(IssueActionRefusal.SecondPersonNeeded));
        Assert.Equal(1, await _world.CountAsync("issues where state = 1 and terms_hash is null", Token));
    }

    [Fact]
    public async Task ExecuteAsync_StrangersAndOfficers_FindNothing()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var other = await IssuerDesk.CreateAsync(_world, Token, code: "X00003");
        var id = await desk.SubmittedAsync(Token);

        Assert.True((await DecideAsync(desk, id, actor: other.Approver)).AsRefusal!.Is(OfferingRefusal.NotFound));
        Assert.True((await DecideAsync(desk, id, actor: desk.Officer)).AsRefusal!.Is(OfferingRefusal.NotFound));
        Assert.True((await DecideAsync(desk, id + 1)).AsRefusal!.Is(OfferingRefusal.NotFound));
        Assert.Null(await _world.Get<IssueDeskQueries>().FindAsync(id, other.Approver, Token));
        Assert.NotNull(await _world.Get<IssueDeskQueries>().FindAsync(id, desk.Approver, Token));
    }

    [Fact]
    public async Task ExecuteAsync_SentBackWithoutAReason_IsRefused()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);

        var refusal = (await DecideAsync(desk, id, IssueDecision.SendBack, "  ")).AsRefusal!;

        Assert.True(refusal.Is(OfferingRefusal.ReasonMissing));
    }

    [Fact]
    public async Task ExecuteAsync_SentBack_IsCorrectedAndSubmittedAgainAsTheSameIssue()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token);
        var id = (await desk.SubmitAsync(draft, Token)).ValueOrThrow.IssueId;

        await DecideAsync(desk, id, IssueDecision.SendBack, "The title names the wrong school.");
        var open = (await _world.Get<IssueDeskQueries>().FindDraftAsync(draft.DraftId, desk.Officer, Token))!;
        Assert.False(open.IsFrozen);
        var again = await desk.SubmitAsync(new SavedDraft(draft.DraftId, open.Version), Token);

        Assert.Equal(id, again.ValueOrThrow.IssueId);
        Assert.Equal(1, await _world.CountAsync("issues where state = 1", Token));
        Assert.Equal(1, await _world.CountAsync("issue_events where kind = 3 and note like '%wrong school.'", Token));
    }

    [Fact]
    public async Task ExecuteAsync_Refused_EndsTheIssueAndFreesTheLimit()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token, desk.Fields("160,000"));

        var refused = await DecideAsync(desk, id, IssueDecision.Refuse, "Not now.");
        Assert.Equal(IssueState.Refused, refused.ValueOrThrow.State);

        Assert.Null((await desk.SubmitAsync(await desk.DraftAsync(Token, desk.Fields("160,000")), Token)).AsRefusal);
    }

    [Fact]
    public async Task ExecuteAsync_TierC_WaitsForTheTreasuryToo()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token, debtService: 18);
        var id = await desk.SubmittedAsync(Token);

        Assert.Equal(IssueState.AwaitingTreasury, (await DecideAsync(desk, id)).ValueOrThrow.State);
        Assert.Equal(0, await _world.CountAsync("filings", Token));
        var byApprover = await PermitAsync(desk, id, desk.Approver);
        Assert.True(byApprover.AsRefusal!.Is(OfferingRefusal.NotFound));

        Assert.Equal(IssueState.Announced, (await PermitAsync(desk, id, desk.Treasury)).ValueOrThrow.State);
        Assert.Equal(1, await _world.CountAsync("filings where kind = 1", Token));
    }

    [Fact]
    public async Task ExecuteAsync_TreasuryBeforeTheSecondPerson_IsRefused()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token, debtService: 18);
        var id = await desk.SubmittedAsync(Token);

        Assert.True((await PermitAsync(desk, id, desk.Treasury)).AsRefusal!.Is(IssueActionRefusal.NotInThisState));
    }

    [Fact]
    public async Task ExecuteAsync_TierFellMeanwhile_IsRefusedWithTheLine()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);
        await desk.PublishAsync(2024, debtService: 35, Token);

        var refusal = (await DecideAsync(desk, id)).AsRefusal!;

        Assert.True(refusal.Is(IssuanceRefusal.TierForbidsNewIssue));
        Assert.Equal("E", refusal.Arguments["tier"]);
    }

    // The sale opens on 9 March at 09:00 in Japan; thirty days before is 7 February at 09:00, midnight UTC.
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task ExecuteAsync_NoticePeriodJustLeft_IsTheLastMoment(int secondsLate, bool isAllowed)
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);
        var now = new DateTimeOffset(2026, 2, 7, 0, 0, secondsLate, TimeSpan.Zero);

        var refusal = (await DecideAsync(desk, id, now: now)).AsRefusal;

        Assert.Equal(isAllowed, refusal is null);
        if (refusal is not null) Assert.True(refusal.Is(OfferingRefusal.NoticePeriodTooShort));
    }

    [Fact]
    public async Task ExecuteAsync_ApprovedAndSentBackAtOnce_OneCounts()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);

        var outcomes = await Task.WhenAll(
            DecideAsync(desk, id), DecideAsync(desk, id, IssueDecision.SendBack, "Wait."), DecideAsync(desk, id));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.Equal(2, await _world.CountAsync("issue_events where kind in (1, 2, 3)", Token));
    }

    [Fact]
    public async Task ExecuteAsync_SameButtonTwice_AnnouncesOnce()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);

        var first = await DecideAsync(desk, id, key: "button-0001");
        var second = await DecideAsync(desk, id, key: "button-0001");

        Assert.Equal(first.ValueOrThrow, second.ValueOrThrow);
        Assert.Equal(1, await _world.CountAsync("filings", Token));
    }

    [Fact]
    public async Task ExecuteAsync_DatabaseFailsAtTheFiling_LeavesTheIssueSubmitted()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);
        var assets = await _world.CountAsync("assets", Token);
        await ExecuteAsync("alter table portal.filings add constraint broken check (kind <> 1)");

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => DecideAsync(desk, id));
        Assert.Equal(1, await _world.CountAsync("issues where state = 1 and terms_hash is null", Token));
        Assert.Equal(assets, await _world.CountAsync("assets", Token));

        await ExecuteAsync("alter table portal.filings drop constraint broken");
        Assert.Null((await DecideAsync(desk, id)).AsRefusal);
    }

    [Fact]
    public async Task CancelIssue_BeforeTheSaleOpens_EndsItAndAfterwardsNot()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var id = await desk.SubmittedAsync(Token);
        await DecideAsync(desk, id);
        var opens = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);

        var tooLate = await CancelAsync(desk, id, opens);
        Assert.True(tooLate.AsRefusal!.Is(OfferingRefusal.SaleHasOpened));

        var inTime = await CancelAsync(desk, id, opens.AddSeconds(-1));
        Assert.Equal(IssueState.Cancelled, inTime.ValueOrThrow.State);
    }

    private async Task<Outcome<DecidedIssue>> DecideAsync(
        IssuerDesk desk,
        long issueId,
        IssueDecision decision = IssueDecision.Agree,
        string? reason = null,
        Actor? actor = null,
        DateTimeOffset? now = null,
        string? key = null) =>
        await _world.Get<DecideIssue>().ExecuteAsync(
            new(issueId, key is null ? await VersionAsync(issueId) : 1, decision, reason),
            key ?? desk.NextKey(), actor ?? desk.Approver, now ?? Moments.Start, Token);

    private async Task<Outcome<DecidedIssue>> PermitAsync(IssuerDesk desk, long issueId, Actor actor) =>
        await _world.Get<PermitIssue>().ExecuteAsync(
            new(issueId, await VersionAsync(issueId), IssueDecision.Agree, null),
            desk.NextKey(),
            actor,
            Moments.Start,
            Token);

    private async Task<Outcome<DecidedIssue>> CancelAsync(IssuerDesk desk, long issueId, DateTimeOffset now) =>
        await _world.Get<CancelIssue>().ExecuteAsync(
            new(issueId, await VersionAsync(issueId), "The school is closed."),
            desk.NextKey(),
            desk.Officer,
            now,
            Token);

    private async Task<int> VersionAsync(long issueId)
    {
        await using var portal = await _world.OpenAsync(Token);
        return await portal.Issues
            .Where(row => row.Id == issueId).Select(row => row.Version).SingleOrDefaultAsync(Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
