using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>What the approver's and the treasury's decision have in common.</summary>
internal static class IssueDecisions
{
    /// <param name="agreement">What agreeing means for this person: Approve or Permit.</param>
    public static async Task<Outcome<DecidedIssue>> TakeAsync(
        PortalContext portal,
        DecideIssueCommand input,
        IssueAction agreement,
        Actor actor,
        SaleTimeLimits rules,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var issue = await IssueLocks.IssueAsync(portal, input.IssueId, actor, cancellationToken);
        if (issue is null) return Refusal.Of(OfferingRefusal.NotFound);
        if (!IsWaitingFor(issue.State, agreement)) return Refusal.Of(IssueActionRefusal.NotInThisState);
        if (issue.Version != input.Version)
            return Refusal.Of(CommandRefusal.ChangedMeanwhile, ("version", issue.Version));
        return input.Decision == IssueDecision.Agree
            ? await AgreeAsync(portal, issue, agreement, actor, rules, now, cancellationToken)
            : Decline(portal, issue, input, actor, now);
    }

    private static async Task<Outcome<DecidedIssue>> AgreeAsync(
        PortalContext portal,
        IssueRow issue,
        IssueAction agreement,
        Actor actor,
        SaleTimeLimits rules,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var policy = await CreditPolicies.EnsurePublishedAsync(portal, now, cancellationToken);
        var (tier, overLimit) = await IssueLimits.CheckAsync(portal, policy, issue, cancellationToken);
        var needsTreasury = tier is { } known && policy.TermsOf(known).NeedsTreasuryPermission;
        var context = new IssueActionContext(
            IsSamePerson: issue.SubmittedBy == actor.UserId,
            needsTreasury,
            IsSaleClosed: false,
            HasApplications: false);
        var step = IssueLifecycle.Decide(issue.State, agreement, context);
        if (step.Refusal is { } refusal) return Refusal.Of(refusal);
        if (overLimit is not null) return overLimit;
        if (issue.SaleOpensAt < now + rules.PreSaleNotice)
            return Refusal.Of(OfferingRefusal.NoticePeriodTooShort, ("opens", issue.SaleOpensAt));

        issue.State = step.Next!.Value; // Without a refusal there is a next state.
        issue.Tier = tier!.Value; // Without a refusal there is a tier.
        issue.PolicyVersion = policy.Version;
        issue.Version++;
        if (agreement == IssueAction.Approve)
        {
            issue.ApprovedBy = actor.UserId;
            issue.ApprovedAt = now;
        }

        var kind = agreement == IssueAction.Approve ? IssueEventKind.Approved : IssueEventKind.TreasuryPermitted;
        portal.IssueEvents.Add(IssueEvents.Of(issue, kind, now, actor.UserId));
        if (issue.State == IssueState.Announced)
            await AnnounceIssue.AnnounceAsync(portal, issue, now, cancellationToken);
        return new DecidedIssue(issue.Id, issue.State);
    }

    private static Outcome<DecidedIssue> Decline(
        PortalContext portal, IssueRow issue, DecideIssueCommand input, Actor actor, DateTimeOffset now)
    {
        var action = input.Decision == IssueDecision.Refuse ? IssueAction.Refuse : IssueAction.SendBack;
        var step = IssueLifecycle.Decide(issue.State, action, default);
        if (step.Refusal is { } refusal) return Refusal.Of(refusal);
        var (reason, fault) = TypedText.Line(input.Reason, DecideIssue.ReasonLengthMax);
        if (fault == TypedRefusal.Missing) return Refusal.Of(OfferingRefusal.ReasonMissing);
        if (fault is { } why) return Refusal.Of(why, ("max", (long)DecideIssue.ReasonLengthMax));

        // The reason is not null: there was no fault.
        issue.State = step.Next!.Value; // Without a refusal there is a next state.
        issue.Version++;
        if (action == IssueAction.Refuse) issue.ClosedAt = now;
        var kind = action == IssueAction.Refuse ? IssueEventKind.Refused : IssueEventKind.SentBack;
       
        portal.IssueEvents.Add(IssueEvents.Of(issue, kind, now, actor.UserId, reason!));
        return new DecidedIssue(issue.Id, issue.State);
    }

    private static bool IsWaitingFor(IssueState state, IssueAction agreement) =>
        state == (agreement == IssueAction.Approve ? IssueState.Submitted : IssueState.AwaitingTreasury);
}
