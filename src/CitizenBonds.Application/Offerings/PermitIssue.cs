using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>The treasury's word on an issue of a weak municipality that its own second person has approved.</summary>
public sealed class PermitIssue(CommandRunner commands, PortalClock clock)
{
    public Task<Outcome<DecidedIssue>> ExecuteAsync(
        DecideIssueCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(PermitIssue), key, input, actor.UserId, now),
            (portal, token) => PermitAsync(portal, input, actor, now, token),
            cancellationToken);

    private Task<Outcome<DecidedIssue>> PermitAsync(
        PortalContext portal,
        DecideIssueCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        !actor.Is(PortalRole.Treasury)
            ? Task.FromResult<Outcome<DecidedIssue>>(Refusal.Of(OfferingRefusal.NotFound))
            : IssueDecisions.TakeAsync(
                portal, input, IssueAction.Permit, actor, SaleTimeLimits.For(clock.IsDemo), now, cancellationToken);
}
