using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <param name="Reason">What the person is told; needed for a refusal only.</param>
public sealed record DecideIdentityCheckCommand(long CheckId, bool IsApproved, string? Reason);

/// <summary>The operator's decision on an identity check. Approval also sets the place of residence.</summary>
public sealed class DecideIdentityCheck(CommandRunner commands)
{
    public Task<Outcome<IdentityCheckResult>> ExecuteAsync(
        DecideIdentityCheckCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DecideIdentityCheck), key, command, actor, now),
            (portal, token) => DecideAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<IdentityCheckResult>> DecideAsync(
        PortalContext portal,
        DecideIdentityCheckCommand command,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var owner = await portal.IdentityChecks
            .Where(row => row.Id == command.CheckId)
            .Select(row => (Guid?)row.UserId)
            .SingleOrDefaultAsync(cancellationToken);
        if (owner is null) return Refusal.Of(IdentityCheckRefusal.NothingToDecide);
        var investor = await InvestorLock.TakeAsync(portal, owner.Value, cancellationToken);
        var check = await portal.IdentityChecks.SingleOrDefaultAsync(
            row => row.Id == command.CheckId, cancellationToken);
        if (investor is null || check is not { State: IdentityState.Waiting })
            return Refusal.Of(IdentityCheckRefusal.NothingToDecide);
        if (owner == actor) return Refusal.Of(IdentityCheckRefusal.OwnCheck);
        var reason = command.Reason?.Trim() ?? "";
        if (!command.IsApproved && reason.Length == 0) return Refusal.Of(IdentityCheckRefusal.ReasonMissing);
        if (reason.Length > IdentityCheckRules.ReasonLengthMax) return Refusal.Of(IdentityCheckRefusal.ReasonTooLong);

        if (command.IsApproved) IdentityDecision.Approve(portal, investor, check, actor, now);
        else IdentityDecision.Refuse(portal, investor, check, actor, reason, now);
        return new IdentityCheckResult(check.Id, check.State);
    }
}
