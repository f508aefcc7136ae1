using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

public sealed class SubmitIssueTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await PortalWorld.CreateAsync(postgres, Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ExecuteAsync_CompleteDraft_IsSubmittedWithItsTier()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token);

        var submitted = (await desk.SubmitAsync(draft, Token)).ValueOrThrow;

        await using var portal = await _world.OpenAsync(Token);
        var issue = await portal.Issues.SingleAsync(Token);
        Assert.Equal(submitted.IssueId, issue.Id);
        Assert.Equal(IssueState.Submitted, issue.State);
        Assert.Equal(CreditTier.A, issue.Tier);
        Assert.Equal(12_500, issue.CouponPpm);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), issue.SaleOpensAt); // 09:00 in Japan.
        Assert.Equal(new DateTimeOffset(2026, 3, 20, 8, 0, 0, TimeSpan.Zero), issue.SaleClosesAt); // 17:00 in Japan.
        Assert.Null(issue.TermsHash);
        Assert.Equal(1, await _world.CountAsync("issue_events where kind = 1", Token));
    }

    // Ten billion yen × 16 % = 1,600,000,000 yen = 160,000 tokens of 10,000 yen.
    [Theory]
    [InlineData("160,000", true)]
    [InlineData("160,001", false)]
    public async Task ExecuteAsync_AtTheYearlyLimit_IsTheLastThatPasses(string size, bool isAllowed)
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token, desk.Fields(size));

        var refusal = (await desk.SubmitAsync(draft, Token)).AsRefusal;

        Assert.Equal(isAllowed, refusal is null);
        if (refusal is null) return;
        Assert.True(refusal.Is(IssuanceRefusal.AboveYearlyLimit));
        Assert.Equal(Money.FromYen(1_600_000_000), refusal.Arguments["largest"]);
        Assert.Equal(0, await _world.CountAsync("issues", Token));
    }

    [Fact]
    public async Task ExecuteAsync_DebtServiceAtTwentyFive_IsRefusedWithTheLine()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token, debtService: 25);

        var refusal = (await desk.SubmitAsync(await desk.DraftAsync(Token), Token)).AsRefusal!;

        Assert.True(refusal.Is(IssuanceRefusal.TierForbidsNewIssue));
        Assert.Equal("D", refusal.Arguments["tier"]);
        Assert.Equal(CreditIndicator.RealDebtServiceRatio, refusal.Arguments["indicator"]);
        Assert.Equal(25m, refusal.Arguments["line"]);
        Assert.Equal(0, await _world.CountAsync("issues", Token));
    }

    [Fact]
    public async Task ExecuteAsync_DebtServiceJustUnderTwentyFive_IsSubmittedInTierC()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token, debtService: 24.9m);

        await desk.SubmittedAsync(Token);

        await using var portal = await _world.OpenAsync(Token);
        Assert.Equal(CreditTier.C, (await portal.Issues.SingleAsync(Token)).Tier);
    }

    [Fact]
    public async Task ExecuteAsync_ScaleNotPublished_IsRefused()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token, scaleYen: null);

        var refusal = (await desk.SubmitAsync(await desk.DraftAsync(Token), Token)).AsRefusal!;

        Assert.True(refusal.Is(IssuanceRefusal.MissingData));
    }

    [Fact]
    public async Task ExecuteAsync_AbovePurpose_IsRefusedAsAFault()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token, desk.Fields("200,001")); // The deficit is 200,000 tokens.

        var refusal = (await desk.SubmitAsync(draft, Token)).AsRefusal!;

        Assert.True(refusal.Is(OfferingRefusal.DraftHasFaults));
        Assert.Equal(1L, refusal.Arguments["count"]);
    }

    [Fact]
    public async Task ExecuteAsync_EmptyDraft_IsRefusedAndKept()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token, new IssueDraftFields());

        var refusal = (await desk.SubmitAsync(draft, Token)).AsRefusal!;

        Assert.True(refusal.Is(OfferingRefusal.DraftHasFaults));
        Assert.Equal(0, await _world.CountAsync("issues", Token));
        Assert.Equal(1, await _world.CountAsync("issue_drafts where issue_id is null", Token));
    }

    [Fact]
    public async Task ExecuteAsync_ChangedInAnotherTab_IsRefused()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token);
        await _world.Get<SaveIssueDraft>()
            .ExecuteAsync(new(draft.DraftId, draft.Version, desk.Fields("19,999")), desk.Officer, Moments.Start, Token);

        var refusal = (await desk.SubmitAsync(draft, Token)).AsRefusal!;

        Assert.True(refusal.Is(CommandRefusal.ChangedMeanwhile));
        Assert.Equal(0, await _world.CountAsync("issues", Token));
    }

    [Fact]
    public async Task ExecuteAsync_AnotherIssuersDraft_IsNotFound()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var other = await IssuerDesk.CreateAsync(_world, Token, code: "X00003");
        var draft = await desk.DraftAsync(Token);

        var refusal = (await desk.SubmitAsync(draft, Token, actor: other.Officer)).AsRefusal!;
        var byApprover = (await desk.SubmitAsync(draft, Token, actor: desk.Approver)).AsRefusal!;

        Assert.True(refusal.Is(OfferingRefusal.NotFound));
        Assert.True(byApprover.Is(OfferingRefusal.NotFound));
    }

    [Fact]
    public async Task ExecuteAsync_SameButtonTwice_SubmitsOnce()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token);

        var first = await desk.SubmitAsync(draft, Token, "button-0001");
        var second = await desk.SubmitAsync(draft, Token, "button-0001");

        Assert.Equal(first.ValueOrThrow, second.ValueOrThrow);
        Assert.Equal(1, await _world.CountAsync("issues", Token));
        Assert.Equal(1, await _world.CountAsync("issue_events", Token));
    }

    [Fact]
    public async Task ExecuteAsync_FourTabsAtOnce_SubmitsOnce()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.SubmitAsync(draft, Token)));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.All(
            outcomes.Where(outcome => outcome.AsRefusal is not null),
            outcome => Assert.True(outcome.AsRefusal!.Is(IssueActionRefusal.NotInThisState)));
        Assert.Equal(1, await _world.CountAsync("issues", Token));
    }

    // Each of the two fits alone (90,000 of 160,000 tokens); together they do not.
    [Fact]
    public async Task ExecuteAsync_TwoIssuesRaceForTheLimit_OneFits()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        SavedDraft[] drafts =
            [await desk.DraftAsync(Token, desk.Fields("90,000")), await desk.DraftAsync(Token, desk.Fields("90,000"))];

        var outcomes = await Task.WhenAll(drafts.Select(draft => desk.SubmitAsync(draft, Token)));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.Single(outcomes, outcome => outcome.AsRefusal?.Is(IssuanceRefusal.AboveYearlyLimit) == true);
        Assert.Equal(1, await _world.CountAsync("issues", Token));
    }

    [Fact]
    public async Task ExecuteAsync_DatabaseFailsAtTheLastWrite_LeavesTheDraftOpen()
    {
        var desk = await IssuerDesk.CreateAsync(_world, Token);
        var draft = await desk.DraftAsync(Token);
        await ExecuteAsync("alter table portal.issue_events add constraint broken check (kind <> 1)");

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => desk.SubmitAsync(draft, Token, "button-0001"));
        Assert.Equal(0, await _world.CountAsync("issues", Token));
        Assert.Equal(1, await _world.CountAsync("issue_drafts where issue_id is null and version = 1", Token));

        await ExecuteAsync("alter table portal.issue_events drop constraint broken");
        Assert.Null((await desk.SubmitAsync(draft, Token, "button-0001")).AsRefusal);
        Assert.Equal(1, await _world.CountAsync("issues", Token));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
