using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Banking;

public sealed record ApproveBankMovementCommand(long MovementId);

/// <summary>
/// Approves a withdrawal, or as the second person a deposit or withdrawal above the limit, and executes it when no
/// further approval is needed.
/// </summary>
public sealed class ApproveBankMovement(CommandRunner commands, PortalRules rules)
{
    public Task<Outcome<BankMovementResult>> ExecuteAsync(
        ApproveBankMovementCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ApproveBankMovement), key, command, actor, now),
            (portal, token) => ApproveAsync(portal, command, actor, now, token),
            cancellationToken);

    private async Task<Outcome<BankMovementResult>> ApproveAsync(
        PortalContext portal,
        ApproveBankMovementCommand command,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var movement = await BankMovements.LockAsync(portal, command.MovementId, cancellationToken);
        if (movement is null) return Refusal.Of(BankMovementRefusal.NothingToDecide);
        if (FindRefusal(movement, actor) is { } refusal) return Refusal.Of(refusal);

        var isSecond = movement.State == BankMovementState.FirstApproved;
        if (isSecond) movement.SecondApprovedBy = actor;
        else movement.FirstApprovedBy = actor;
        movement.State = BankMovementState.FirstApproved;
        movement.Version++;
        if (isSecond || Money.FromYen(movement.AmountYen) <= rules.TwoPersonLimit)
            await BankMovements.ExecuteAsync(portal, movement, now, cancellationToken);
        return BankMovements.ResultOf(movement);
    }

    private static BankMovementRefusal? FindRefusal(BankMovementRow movement, Guid actor)
    {
        // A deposit is first booked from the bank statement; only its second approval is given here.
        var isDecidable = movement.State == BankMovementState.FirstApproved
            || movement is { State: BankMovementState.Requested, Direction: BankDirection.Out };
        if (!isDecidable) return BankMovementRefusal.NothingToDecide;
        if (movement.RequestedBy == actor) return BankMovementRefusal.OwnMovement;
        return movement.FirstApprovedBy == actor ? BankMovementRefusal.SamePersonTwice : null;
    }
}
