using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Banking;

/// <param name="AmountYen">What arrived, which may differ from what was announced.</param>
/// <param name="BankReference">The bank's own number of the statement line; no line is booked twice.</param>
public sealed record BookDepositCommand(long MovementId, long AmountYen, string BankReference);

/// <summary>
/// The operator books an announced deposit from the bank statement. Above the limit it waits for a second person.
/// </summary>
public sealed class BookDeposit(CommandRunner commands, PortalRules rules)
{
    public Task<Outcome<BankMovementResult>> ExecuteAsync(
        BookDepositCommand command, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(BookDeposit), key, command, actor, now),
            (portal, token) => BookAsync(portal, command, actor, now, token),
            cancellationToken);

    private async Task<Outcome<BankMovementResult>> BookAsync(
        PortalContext portal, BookDepositCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var line = command.BankReference.Trim();
        var movement = await BankMovements.LockAsync(portal, command.MovementId, cancellationToken);
        if (movement is not { Direction: BankDirection.In, State: BankMovementState.Requested })
            return Refusal.Of(BankMovementRefusal.NothingToDecide);
        if (FindRefusal(movement, command, line, actor) is { } refusal)
            return Refusal.Of(refusal, ("most", BankMovements.Most), ("bankReference", line));
        if (!await BankMovements.TakeLineAsync(portal, line, cancellationToken))
            return Refusal.Of(BankMovementRefusal.BankReferenceBooked, ("bankReference", line));

        movement.AmountYen = command.AmountYen;
        movement.BankReference = line;
        movement.FirstApprovedBy = actor;
        movement.State = BankMovementState.FirstApproved;
        movement.Version++;
        await portal.SaveChangesAsync(cancellationToken);
        if (Money.FromYen(command.AmountYen) <= rules.TwoPersonLimit)
            await BankMovements.ExecuteAsync(portal, movement, now, cancellationToken);
        return BankMovements.ResultOf(movement);
    }

    private static BankMovementRefusal? FindRefusal(
        BankMovementRow movement, BookDepositCommand command, string line, Guid actor)
    {
        if (BankMovements.FindAmountRefusal(command.AmountYen) is { } refusal) return refusal;
        if (line.Length is 0 or > BankMovements.BankReferenceLengthMax) return BankMovementRefusal.BankReferenceMissing;
        return movement.OwnerKind == AccountOwner.Investor && movement.RequestedBy == actor
            ? BankMovementRefusal.OwnMovement
            : null;
    }
}
