using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Banking;

/// <param name="BankReference">The bank's own number of the statement line; no line is booked twice.</param>
/// <param name="Message">What the payer wrote.</param>
public sealed record BookBankLineCommand(string BankReference, long AmountYen, string Message);

/// <summary>
/// The operator books a deposit nobody announced. A deposit code in its message makes it that person's, above the limit
/// after a second approval; without one the money waits on the suspense account.
/// </summary>
public sealed class BookBankLine(CommandRunner commands, PortalRules rules)
{
    public Task<Outcome<BankLineResult>> ExecuteAsync(
        BookBankLineCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(BookBankLine), key, command, actor, now),
            (portal, token) => BookAsync(portal, command, key, actor, now, token),
            cancellationToken);

    private async Task<Outcome<BankLineResult>> BookAsync(
        PortalContext portal, BookBankLineCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var reference = BankLines.Readable(command.BankReference);
        var message = BankLines.Readable(command.Message);
        if (BankMovements.FindAmountRefusal(command.AmountYen) is { } amountRefusal)
            return Refusal.Of(amountRefusal, ("most", BankMovements.Most));
        if (reference.Length is 0 or > BankMovements.BankReferenceLengthMax)
            return Refusal.Of(BankMovementRefusal.BankReferenceMissing);
        if (message.Length > DepositCode.MessageLengthMax)
            return Refusal.Of(BankLineRefusal.MessageTooLong, ("max", DepositCode.MessageLengthMax));
        var owner = await BankLines.FindOwnerAsync(portal, message, cancellationToken);
        if (owner?.UserId == actor) return Refusal.Of(BankMovementRefusal.OwnMovement);
        if (!await BankMovements.TakeLineAsync(portal, reference, cancellationToken))
            return Refusal.Of(BankMovementRefusal.BankReferenceBooked, ("bankReference", reference));

        var line = new BankLineRow
        {
            BankReference = reference,
            AmountYen = command.AmountYen,
            Message = message,
            State = owner is null ? BankLineState.InSuspense : BankLineState.Recognised,
            BookedBy = actor,
            BookedAt = now,
            Version = 1,
        };
        portal.BankLines.Add(line);
        await portal.SaveChangesAsync(cancellationToken);
        if (owner is not null) return await DepositAsync(portal, line, owner, key, actor, now, cancellationToken);
        await BankLines.PostAsync(
            portal, line, AccountPlan.Bank, AccountPlan.Suspense, LedgerReason.Deposit, now, cancellationToken);
        return new BankLineResult(line.Id, line.State, null, NeedsSecondPerson: false);
    }

    /// <summary>From here on it is a deposit like an announced one: booked by one person, or approved by two.</summary>
    private async Task<Outcome<BankLineResult>> DepositAsync(
        PortalContext portal, BankLineRow line, InvestorRow owner, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var movement = BankMovements.New(
            BankDirection.In, new(AccountOwner.Investor, owner.Id), line.AmountYen, key, owner.UserId, now);
        movement.BankReference = line.BankReference;
        movement.FirstApprovedBy = actor;
        movement.State = BankMovementState.FirstApproved;
        portal.BankMovements.Add(movement);
        await portal.SaveChangesAsync(cancellationToken);
        line.MovementId = movement.Id;
        var needsSecond = Money.FromYen(line.AmountYen) > rules.TwoPersonLimit;
        if (!needsSecond) await BankMovements.ExecuteAsync(portal, movement, now, cancellationToken);
        return new BankLineResult(line.Id, line.State, movement.Id, needsSecond);
    }
}
