using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.IndexLinked;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.IndexLinked;

public sealed record ProposedIndexSeries(long IssueId);

/// <summary>
/// The treasury names a deficit and proposes a perpetual bond against it whose coupons follow a basket of metals. A
/// second person of the treasury decides; then it is sold like every other bond.
/// </summary>
public sealed class ProposeIndexSeries(CommandRunner commands, PortalClock clock)
{
    /// <summary>A perpetual has its schedule so far; the terms know no end.</summary>
    public const int ScheduleYears = IndexSeriesReading.ScheduleYears;

    public Task<Outcome<ProposedIndexSeries>> ExecuteAsync(
        IndexSeriesFields input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ProposeIndexSeries), key, input, actor.UserId, now),
            (portal, token) => ProposeAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What is wrong with the typed fields; empty when nothing is.</summary>
    public IReadOnlyList<DraftFault> FindFaults(IndexSeriesFields input, DateTimeOffset now) =>
        IndexSeriesReading.Read(input, now, SaleTimeLimits.For(clock.IsDemo)).Faults;

    private async Task<Outcome<ProposedIndexSeries>> ProposeAsync(
        PortalContext portal, IndexSeriesFields input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(OfferingRefusal.NotFound);
        var reading = IndexSeriesReading.Read(input, now, SaleTimeLimits.For(clock.IsDemo));
        if (reading.Issue is not { } proposed)
            return Refusal.Of(OfferingRefusal.DraftHasFaults, ("count", (long)reading.Faults.Count));

        var issuer = await NationalGovernment.EnsureAsync(portal, clock.IsDemo, cancellationToken);
        var deficit = reading.Deficit;
        deficit.Id = await PurposeIds.NextAsync(portal, cancellationToken);
        deficit.IssuerId = issuer.Id;
        deficit.AccountId = await AccountBook.OpenAsync(
            portal, AccountPlan.PurposeCover(deficit.Id), cancellationToken);
        portal.Purposes.Add(deficit);
        await portal.SaveChangesAsync(cancellationToken);
        var policy = await CreditPolicies.EnsurePublishedAsync(portal, now, cancellationToken);
        var issue = RowOf(proposed with { PurposeId = deficit.Id }, issuer.Id, policy.Version, actor, now);
        portal.Issues.Add(issue);
        await portal.SaveChangesAsync(cancellationToken);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Submitted, now, actor.UserId));
        portal.IndexSeries.Add(new IndexSeriesRow
        {
            IssueId = issue.Id, Basket = reading.Basket, SharePpm = reading.SharePpm, AgeDaysMax = reading.AgeDaysMax,
        });
        return new ProposedIndexSeries(issue.Id);
    }

    /// <remarks>The credit policy is for local governments: the nation's tier is never assessed nor shown.</remarks>
    private static IssueRow RowOf(
        ProposedIssue proposed, long issuerId, int policyVersion, Actor actor, DateTimeOffset now)
    {
        var issue = new IssueRow { TitleJa = "", TitleEn = "", DayCount = "", Calendar = "" };
        IssueRows.Fill(issue, proposed, issuerId);
        issue.Product = BondProduct.IndexLinked;
        issue.State = IssueState.Submitted;
        issue.Version = 1;
        issue.Tier = CreditTier.A;
        issue.PolicyVersion = policyVersion;
        (issue.SubmittedBy, issue.SubmittedAt) = (actor.UserId, now);
        return issue;
    }
}
