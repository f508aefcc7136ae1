using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <param name="Version">The version of the issue that was shown.</param>
public sealed record CancelIssueCommand(long IssueId, int Version, string? Reason);

/// <summary>The issuer gives an issue up, at the latest before its sale opens.</summary>
public sealed class CancelIssue(CommandRunner commands)
{
    public Task<Outcome<DecidedIssue>> ExecuteAsync(
        CancelIssueCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(CancelIssue), key, input, actor.UserId, now),
            (portal, token) => CancelAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<DecidedIssue>> CancelAsync(
        PortalContext portal,
        CancelIssueCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer)) return Refusal.Of(OfferingRefusal.NotFound);
        var issue = await IssueLocks.IssueAsync(portal, input.IssueId, actor, cancellationToken);
        if (issue is null || issue.IssuerId != actor.IssuerId) return Refusal.Of(OfferingRefusal.NotFound);
        var hasApplications = await portal.Applications.AnyAsync(
            row => row.IssueId == issue.Id && row.State == ApplicationState.Active, cancellationToken);
        var step = IssueLifecycle.Decide(
            issue.State, IssueAction.Cancel, new IssueActionContext(false, false, false, hasApplications));
        if (step.Refusal is { } refusal) return Refusal.Of(refusal);
        if (issue.Version != input.Version)
            return Refusal.Of(CommandRefusal.ChangedMeanwhile, ("version", issue.Version));
        if (issue.State == IssueState.Announced && now >= issue.SaleOpensAt)
            return Refusal.Of(OfferingRefusal.SaleHasOpened, ("opens", issue.SaleOpensAt));
        var (reason, fault) = TypedText.Line(input.Reason, DecideIssue.ReasonLengthMax);
        if (fault == TypedRefusal.Missing) return Refusal.Of(OfferingRefusal.ReasonMissing);
        if (fault is { } why) return Refusal.Of(why, ("max", (long)DecideIssue.ReasonLengthMax));

        // The reason is not null: there was no fault.
        issue.State = step.Next!.Value; // Without a refusal there is a next state.
        issue.ClosedAt = now;
        issue.Version++;
        // No fault.
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Cancelled, now, actor.UserId, reason!));
        return new DecidedIssue(issue.Id, issue.State);
    }
}
