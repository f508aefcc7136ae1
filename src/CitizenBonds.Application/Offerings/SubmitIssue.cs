using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <param name="Version">The version of the draft that was shown.</param>
public sealed record SubmitIssueCommand(long DraftId, int Version);

public sealed record SubmittedIssue(long IssueId, IssueState State);

/// <summary>
/// Hands a draft to the second person: it has to read without a fault and to fit the limits of the issuer's tier now.
/// </summary>
public sealed class SubmitIssue(CommandRunner commands, PortalClock clock)
{
    public Task<Outcome<SubmittedIssue>> ExecuteAsync(
        SubmitIssueCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(SubmitIssue), key, input, actor.UserId, now),
            (portal, token) => SubmitAsync(portal, input, actor, now, token),
            cancellationToken);

    private async Task<Outcome<SubmittedIssue>> SubmitAsync(
        PortalContext portal,
        SubmitIssueCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer) || actor.IssuerId is not { } issuerId)
            return Refusal.Of(OfferingRefusal.NotFound);
        await IssueLocks.IssuerAsync(portal, issuerId, cancellationToken);
        var draft = await IssueLocks.DraftAsync(portal, input.DraftId, actor, cancellationToken);
        if (draft is null) return Refusal.Of(OfferingRefusal.NotFound);
        var issue = draft.IssueId is { } issueId
            ? await portal.Issues.SingleAsync(row => row.Id == issueId, cancellationToken)
            : null;
        var step = IssueLifecycle.Decide(issue?.State, IssueAction.Submit, default);
        if (step.Refusal is { } wrongState) return Refusal.Of(wrongState);
        if (draft.Version != input.Version)
            return Refusal.Of(CommandRefusal.ChangedMeanwhile, ("version", draft.Version));
        var purposes = await PurposeQueries.LoadAsync(portal, issuerId, issue?.Id, cancellationToken);
        var reading = IssueDraftCheck.Read(
            IssueDraftFields.FromJson(draft.Body),
            new DraftSurroundings(now, SaleTimeLimits.For(clock.IsDemo), purposes));
        if (reading.Issue is not { } proposed)
            return Refusal.Of(OfferingRefusal.DraftHasFaults, ("count", (long)reading.Faults.Count));
        var policy = await CreditPolicies.EnsurePublishedAsync(portal, now, cancellationToken);
        var (tier, refusal) = await IssueLimits.CheckAsync(
            portal, policy, proposed, issuerId, issue?.Id, cancellationToken);
        if (refusal is not null) return refusal;

        issue ??= Add(portal);
        IssueRows.Fill(issue, proposed, issuerId);
        issue.State = step.Next!.Value; // Without a refusal there is a next state.
        issue.Tier = tier!.Value; // Without a refusal there is a tier.
        issue.PolicyVersion = policy.Version;
        issue.SubmittedBy = actor.UserId;
        issue.SubmittedAt = now;
        issue.Version++;
        draft.Version++;
        draft.UpdatedAt = now;
        await portal.SaveChangesAsync(cancellationToken);
        draft.IssueId = issue.Id;
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Submitted, now, actor.UserId));
        return new SubmittedIssue(issue.Id, issue.State);
    }

    private static IssueRow Add(PortalContext portal)
    {
        var issue = new IssueRow { TitleJa = "", TitleEn = "", DayCount = "", Calendar = "" };
        portal.Issues.Add(issue);
        return issue;
    }
}
