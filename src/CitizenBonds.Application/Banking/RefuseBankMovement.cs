using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <param name="Reason">What the owner is told.</param>
public sealed record RefuseBankMovementCommand(long MovementId, string Reason);

/// <summary>Refuses a movement that was not executed yet; what a withdrawal had set aside is free again.</summary>
public sealed class RefuseBankMovement(CommandRunner commands)
{
    public Task<Outcome<BankMovementResult>> ExecuteAsync(
        RefuseBankMovementCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RefuseBankMovement), key, command, actor, now),
            (portal, token) => RefuseAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<BankMovementResult>> RefuseAsync(
        PortalContext portal,
        RefuseBankMovementCommand command,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var movement = await BankMovements.LockAsync(portal, command.MovementId, cancellationToken);
        if (movement is not { State: BankMovementState.Requested or BankMovementState.FirstApproved })
            return Refusal.Of(BankMovementRefusal.NothingToDecide);
        if (movement.OwnerKind == AccountOwner.Investor && movement.RequestedBy == actor)
            return Refusal.Of(BankMovementRefusal.OwnMovement);
        var reason = command.Reason.Trim();
        if (reason.Length == 0) return Refusal.Of(BankMovementRefusal.ReasonMissing);
        if (reason.Length > BankMovements.TextLengthMax) return Refusal.Of(BankMovementRefusal.ReasonTooLong);

        movement.State = BankMovementState.Refused;
        movement.Refusal = reason;
        var line = movement.BankReference;
        movement.BankReference = null; // The statement line may belong to another announcement.
        movement.DecidedAt = now;
        movement.Version++;
        if (movement.Direction == BankDirection.Out) await ReleaseAsync(portal, movement, now, cancellationToken);
        else if (line is not null) await FreeAsync(portal, movement, line, now, cancellationToken);
        return BankMovements.ResultOf(movement);
    }

    /// <summary>
    /// The line can be booked again; but money that nobody announced is there all the same, and becomes nobody's until
    /// it is assigned.
    /// </summary>
    private static async Task FreeAsync(
        PortalContext portal, BankMovementRow movement, string bankReference, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var line = await portal.BankLines.SingleOrDefaultAsync(row => row.MovementId == movement.Id, cancellationToken);
        if (line is null)
        {
            await portal.TakenLines
                .Where(row => row.BankReference == bankReference).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        line.MovementId = null;
        line.State = BankLineState.InSuspense;
        line.Version++;
        await portal.SaveChangesAsync(cancellationToken);
        await BankLines.PostAsync(
            portal, line, AccountPlan.Bank, AccountPlan.Suspense, LedgerReason.Deposit, now, cancellationToken);
    }

    private static async Task ReleaseAsync(
        PortalContext portal, BankMovementRow movement, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var owner = MoneyOwner.Of(movement);
        owner.Tell(portal, NoticeKind.WithdrawalRefused, movement.AmountYen, now);
        await portal.SaveChangesAsync(cancellationToken);
        var release = new NewTransfer(
            await owner.OpenHoldAsync(portal, cancellationToken),
            await owner.OpenCashAsync(portal, cancellationToken),
            movement.AmountYen,
            LedgerReason.WithdrawalRelease,
            BankMovements.ReferenceOf(movement));
        if (await LedgerWriter.PostAsync(portal, [release], now, cancellationToken) is { } shortfall)
            throw new InvalidOperationException(
                $"Account {shortfall.AccountId} lacks {shortfall.Missing} of what it holds.");
    }
}
