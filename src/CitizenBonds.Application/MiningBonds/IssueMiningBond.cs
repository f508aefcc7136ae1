using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.MiningBonds;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Pricing.TechnicalValue;

namespace CitizenBonds.Application.MiningBonds;

public sealed record IssuedMiningBond(long IssueId, string Isin);

/// <summary>
/// The treasury names a deficit and announces a zero-interest bond of the nation against it, with the weights and first
/// scores of its technical value. It is then sold in the auction of every other bond.
/// </summary>
public sealed class IssueMiningBond(CommandRunner commands, PortalClock clock)
{
    public Task<Outcome<IssuedMiningBond>> ExecuteAsync(
        MiningBondFields input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(IssueMiningBond), key, input, actor.UserId, now),
            (portal, token) => IssueAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What is wrong with the typed fields; empty when nothing is.</summary>
    public IReadOnlyList<DraftFault> FindFaults(MiningBondFields input, DateTimeOffset now) =>
        MiningBondReading.Read(input, now, SaleTimeLimits.For(clock.IsDemo)).Faults;

    private async Task<Outcome<IssuedMiningBond>> IssueAsync(
        PortalContext portal, MiningBondFields input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(OfferingRefusal.NotFound);
        var rules = SaleTimeLimits.For(clock.IsDemo);
        var reading = MiningBondReading.Read(input, now, rules);
        if (reading.Issue is not { } proposed)
            return Refusal.Of(OfferingRefusal.DraftHasFaults, ("count", (long)reading.Faults.Count));
        if (proposed.SaleOpensAt < now + rules.PreSaleNotice)
            return Refusal.Of(OfferingRefusal.NoticePeriodTooShort, ("opens", proposed.SaleOpensAt));

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
        await AnnounceIssue.AnnounceAsync(portal, issue, now, cancellationToken);
        portal.MiningSeries.Add(SeriesOf(issue.Id, reading));
        await portal.SaveChangesAsync(cancellationToken);
        AddFirstScores(portal, issue.Id, reading, actor, now);
        return new IssuedMiningBond(issue.Id, issue.Isin!); // Announced: it has its number.
    }

    /// <remarks>The credit policy is for local governments: the nation's tier is never assessed nor shown.</remarks>
    private static IssueRow RowOf(
        ProposedIssue proposed, long issuerId, int policyVersion, Actor actor, DateTimeOffset now)
    {
        var issue = new IssueRow { TitleJa = "", TitleEn = "", DayCount = "", Calendar = "" };
        IssueRows.Fill(issue, proposed, issuerId);
        issue.State = IssueState.Announced;
        issue.Version = 1;
        issue.Tier = CreditTier.A;
        issue.PolicyVersion = policyVersion;
        (issue.SubmittedBy, issue.SubmittedAt) = (actor.UserId, now);
        (issue.ApprovedBy, issue.ApprovedAt) = (actor.UserId, now);
        return issue;
    }

    private static MiningSeriesRow SeriesOf(long issueId, MiningBondReading reading)
    {
        var criteria = reading.Criteria;
        return new MiningSeriesRow
        {
            IssueId = issueId,
            BaseValue = reading.BaseValue!.Value, // Read: there was no fault.
            WeightSecurity = criteria[(int)TechnicalCriterion.SecurityInnovation].Weight,
            WeightReliability = criteria[(int)TechnicalCriterion.ReliabilityAndEfficiencyOfCompute].Weight,
            WeightDevelopment = criteria[(int)TechnicalCriterion.PossibilityOfSustainedDevelopment].Weight,
            WeightRecognition = criteria[(int)TechnicalCriterion.InternationalRecognitionAndTrust].Weight,
        };
    }

    private static void AddFirstScores(
        PortalContext portal, long issueId, MiningBondReading reading, Actor actor, DateTimeOffset now)
    {
        TechnicalRecordRow? last = null;
        for (var number = 0; number < reading.Criteria.Count; number++)
        {
            var criterion = reading.Criteria[number];
            var score = new NewScore(
                (TechnicalCriterion)number, "", criterion.Score, criterion.Evidence, PortalTime.DayOf(now));
            last = TechnicalRecords.Append(portal, issueId, last, score, actor.UserId, now);
        }
    }
}
