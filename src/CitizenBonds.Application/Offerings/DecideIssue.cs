using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>What the second person or the treasury says.</summary>
public enum IssueDecision
{
    /// <summary>Approve, or permit for the treasury.</summary>
    Agree = 1,
    SendBack = 2,
    Refuse = 3,
}

/// <param name="Version">The version of the issue that was shown.</param>
/// <param name="Reason">Needed to send back or refuse.</param>
public sealed record DecideIssueCommand(long IssueId, int Version, IssueDecision Decision, string? Reason);

public sealed record DecidedIssue(long IssueId, IssueState State);

/// <summary>
/// The second person's word: agreed issues are announced at once, those of a weak municipality go on to the treasury.
/// </summary>
public sealed class DecideIssue(CommandRunner commands, PortalClock clock)
{
    public const int ReasonLengthMax = 500;

    public Task<Outcome<DecidedIssue>> ExecuteAsync(
        DecideIssueCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DecideIssue), key, input, actor.UserId, now),
            (portal, token) => DecideAsync(portal, input, actor, now, token),
            cancellationToken);

    private Task<Outcome<DecidedIssue>> DecideAsync(
        PortalContext portal,
        DecideIssueCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        !actor.Is(PortalRole.IssuerApprover)
            ? Task.FromResult<Outcome<DecidedIssue>>(Refusal.Of(OfferingRefusal.NotFound))
            : IssueDecisions.TakeAsync(
                portal, input, IssueAction.Approve, actor, SaleTimeLimits.For(clock.IsDemo), now, cancellationToken);
}
