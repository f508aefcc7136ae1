using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Credit;

// The town's debt service ratio is 5 %: tier A until a version draws the line of tier B at 4 %. Its scale is ten
// billion yen, of which tier A may issue 16 % a year, tier B 8 %: 1,600,000,000 and 800,000,000 yen.
public sealed class PublishPolicyTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset NextMonth = Moments.Start.AddDays(28);

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
    public async Task StoredVersion_OfTheFirstPolicy_DecidesAsTheOneInCode()
    {
        await PublishAsync(("Line0", "4"));
        await using var portal = await _world.OpenAsync(Token);

        var stored = (await CreditPolicies.AllAsync(portal, Token))[0];

        Assert.Equal(CreditPolicy.Default.Required, stored.Required);
        Assert.Equal(
            CreditPolicy.Default.Lines.Select(line => (line.Indicator, line.Threshold, line.Tier, line.Source)),
            stored.Lines.Select(line => (line.Indicator, line.Threshold, line.Tier, line.Source)));
        Assert.Equal(
            CreditPolicy.Default.Tiers.SelectMany(terms => terms.Spread.Points),
            stored.Tiers.SelectMany(terms => terms.Spread.Points));
        Assert.Equal(
            CreditPolicy.Default.Tiers.Select(terms => (terms.OutstandingShareMax, terms.NewPerYearShareMax)),
            stored.Tiers.Select(terms => (terms.OutstandingShareMax, terms.NewPerYearShareMax)));
    }

    [Fact]
    public async Task PublishPolicy_TierChanges_AreDisclosedAheadOfTheirDayAndOnce()
    {
        await PublishAsync(("Line0", "4"));

        var filing = Assert.Single(await _world.Get<FilingQueries>().FindAsync(
            null, FilingKind.TierChange, null, Token));
        Assert.Contains("\"before\": \"A\"", filing.Body, StringComparison.Ordinal);
        Assert.Contains("\"after\": \"B\"", filing.Body, StringComparison.Ordinal);
        Assert.Contains("\"policyVersion\": 2", filing.Body, StringComparison.Ordinal);
        Assert.Equal(0, filing.DaysLate);
    }

    [Fact]
    public async Task PublishPolicy_LineDrawnLower_ChangesTierLimitAndDecisionFromItsDayAndNotBefore()
    {
        // 90,000 tokens of 10,000 yen: 900 million, under the limit of tier A and over that of tier B.
        var before = await _desk.SubmitAsync(await _desk.DraftAsync(Token, _desk.Fields("90,000")), Token);
        var decided = await IssueAsync(before.ValueOrThrow.IssueId);
        Assert.Null((await PublishAsync(("Line0", "4"))).AsRefusal);

        Assert.Equal((CreditTier.A, 1), (decided.Tier, decided.PolicyVersion));
        Assert.Equal(CreditTier.A, await TierAsync(Moments.Start));
        Assert.Equal(CreditTier.B, await TierAsync(NextMonth));
        var limit = (await StandingAsync(NextMonth)).Limit!.NewPerYearMax;
        Assert.Equal(Money.FromYen(800_000_000), limit);
        var approved = await _world.Get<DecideIssue>().ExecuteAsync(
            new(decided.Id, decided.Version, IssueDecision.Agree, ""), _desk.NextKey(), _desk.Approver, NextMonth,
            Token);
        Assert.Equal("Issuance.AboveYearlyLimit", approved.AsRefusal!.Code);
        Assert.Equal((CreditTier.A, 1), await VersionAsync(decided.Id));
        Assert.Equal(IssueState.Submitted, (await IssueAsync(decided.Id)).State);
    }

    [Fact]
    public async Task PublishPolicy_DecisionsBeforeAndAfter_KeepTheVersionTheyWereTakenUnder()
    {
        var first = await _desk.SubmittedAsync(Token);
        await PublishAsync(("Line0", "4"));
        var later = _desk.Fields("1,000");
        (later.SaleOpensOn, later.SaleClosesOn) = ("2026-04-10", "2026-04-20");
        (later.IssueDate, later.MaturityDate) = ("2026-05-01", "2031-05-01");
        var draft = await _desk.DraftAsync(Token, later);
        var second = await _world.Get<SubmitIssue>().ExecuteAsync(
            new(draft.DraftId, draft.Version), _desk.NextKey(), _desk.Officer, NextMonth.AddDays(-1), Token);
        var third = await _world.Get<DecideIssue>().ExecuteAsync(
            new(first, (await IssueAsync(first)).Version, IssueDecision.Agree, ""), _desk.NextKey(), _desk.Approver,
            Moments.Start, Token);

        Assert.Null(third.AsRefusal);
        Assert.Null(second.AsRefusal);
        Assert.Equal((CreditTier.A, 1), await VersionAsync(first));
        Assert.Equal((CreditTier.B, 2), await VersionAsync(second.ValueOrThrow.IssueId));
        Assert.Equal(CreditTier.B, (await _world.Get<IssuerPageQueries>().FindAsync(
            IssuerDesk.Code, NextMonth, Token))!.Assessment!.TierOrNull);
    }

    [Theory]
    [InlineData("2026-02-02", "Line0", "4", nameof(PolicyRefusal.EffectiveTooSoon))] // That is today.
    [InlineData("2026-02-03", "Line0", "10", nameof(PolicyRefusal.NothingChanged))]
    [InlineData("2026-02-03", "Line0", "18", nameof(PolicyRefusal.LineBeyondLaw))]
    [InlineData("2026-02-03", "Line0", "17.9", null)]
    [InlineData("2026-02-03", "Line0", "0", nameof(PolicyRefusal.LineBeyondLaw))]
    [InlineData("2026-02-03", "NewPerYearB", "60.0001", nameof(PolicyRefusal.NewAboveOutstanding))]
    [InlineData("2026-02-03", "NewPerYearB", "16.0001", nameof(PolicyRefusal.TiersOutOfOrder))]
    [InlineData("2026-02-03", "NewPerYearB", "16", null)]
    [InlineData("2026-02-03", "SpreadB12", "4", nameof(PolicyRefusal.TiersOutOfOrder))] // Tier A pays 5.
    [InlineData("2026-02-03", "PermissionC", "", nameof(PolicyRefusal.PermissionIsLaw))]
    public async Task PublishPolicy_AtTheEdges_IsTakenOrRefusedByName(
        string from, string field, string value, string? expected)
    {
        var outcome = await PublishAsync(from, 1, (field, value));

        Assert.Equal(expected is null ? null : $"Policy.{expected}", outcome.AsRefusal?.Code);
        Assert.Equal(expected is null ? 2 : 0, await _world.CountAsync("credit_policies", Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("'; drop table portal.issues; --")]
    public async Task PublishPolicy_UnreadableFigure_NamesTheFieldAndPublishesNothing(string typed)
    {
        var outcome = await PublishAsync(("OutstandingA", typed));

        Assert.True(outcome.AsRefusal!.Is(PolicyFormRefusal.HasFaults));
        var faults = (IReadOnlyList<PolicyFault>)outcome.AsRefusal.Arguments["faults"];
        Assert.Equal("OutstandingA", Assert.Single(faults).Name);
        Assert.Equal(0, await _world.CountAsync("credit_policies", Token));
    }

    [Fact]
    public async Task PublishPolicy_AnybodyElse_IsNotAllowed()
    {
        var outcome = await _world.Get<PublishPolicy>().ExecuteAsync(
            new(1, "2026-03-01", Figures([("Line0", "4")])), _desk.NextKey(), _desk.Officer, Moments.Start, Token);

        Assert.True(outcome.AsRefusal!.Is(PolicyFormRefusal.NotAllowed));
    }

    [Fact]
    public async Task PublishPolicy_SixAtOnceFromTheSameVersion_OneIsPublished()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(line => PublishAsync(("Line0", $"{line}"))));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.All(outcomes.Where(outcome => outcome.AsRefusal is not null), outcome =>
            Assert.True(outcome.AsRefusal!.Is(CommandRefusal.ChangedMeanwhile)));
        Assert.Equal(2, await _world.CountAsync("credit_policies", Token));
    }

    private Task<Outcome<PublishedPolicy>> PublishAsync(params (string Field, string Value)[] changes) =>
        PublishAsync("2026-03-01", 1, changes);

    private Task<Outcome<PublishedPolicy>> PublishAsync(
        string from, int basedOn, params (string Field, string Value)[] changes) =>
        _world.Get<PublishPolicy>().ExecuteAsync(
            new(basedOn, from, Figures(changes)), _desk.NextKey(), _desk.Treasury, Moments.Start, Token);

    private static Dictionary<string, string?> Figures((string Field, string Value)[] changes)
    {
        var figures = PolicyForm.FieldsOf(CreditPolicy.Default)
            .ToDictionary(field => field.Name, field => (string?)field.Value);
        foreach (var (field, value) in changes) figures[field] = value;
        return figures;
    }

    private async Task<CreditStanding> StandingAsync(DateTimeOffset now) =>
        (await _world.Get<CreditStandingQueries>().OfIssuerAsync(_desk.IssuerId, now, Token))!;

    private async Task<CreditTier?> TierAsync(DateTimeOffset now) => (await StandingAsync(now)).Assessment!.TierOrNull;

    private async Task<Data.Offerings.IssueRow> IssueAsync(long id)
    {
        await using var portal = await _world.OpenAsync(Token);
        return await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == id, Token);
    }

    private async Task<(CreditTier Tier, int Version)> VersionAsync(long id)
    {
        var issue = await IssueAsync(id);
        return (issue.Tier, issue.PolicyVersion);
    }
}
