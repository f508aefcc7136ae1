using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Banking;

/// <param name="BankReference">The bank's own number of the transfer that sent the money back.</param>
public sealed record ReturnBankLineCommand(long LineId, string BankReference);

/// <summary>
/// Books that money without an owner went back to its payer, whom the bank knows and the portal does not. Above the
/// limit two different persons have to give the same number of the bank.
/// </summary>
public sealed class ReturnBankLine(CommandRunner commands, PortalRules rules)
{
    public Task<Outcome<BankLineResult>> ExecuteAsync(
        ReturnBankLineCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ReturnBankLine), key, command, actor, now),
            (portal, token) => ReturnAsync(portal, command, actor, now, token),
            cancellationToken);

    private async Task<Outcome<BankLineResult>> ReturnAsync(
        PortalContext portal, ReturnBankLineCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var reference = BankLines.Readable(command.BankReference);
        var line = await BankLines.LockAsync(portal, command.LineId, cancellationToken);
        if (line is not { State: BankLineState.InSuspense or BankLineState.Proposed })
            return Refusal.Of(BankLineRefusal.NothingToAssign);
        if (reference.Length is 0 or > BankMovements.BankReferenceLengthMax)
            return Refusal.Of(BankMovementRefusal.BankReferenceMissing);
        var isAgreed = line.State == BankLineState.Proposed && line.ReturnReference == reference;
        if (isAgreed && line.ProposedBy == actor) return Refusal.Of(BankLineRefusal.SamePersonTwice);

        line.Version++;
        if (!isAgreed && Money.FromYen(line.AmountYen) > rules.TwoPersonLimit)
        {
            line.Propose(actor, investorId: null, reference);
            return new BankLineResult(line.Id, line.State, null, NeedsSecondPerson: true);
        }

        if (!await BankMovements.TakeLineAsync(portal, reference, cancellationToken))
            return Refusal.Of(BankMovementRefusal.BankReferenceBooked, ("bankReference", reference));
        line.ReturnReference = reference;
        line.State = BankLineState.Returned;
        line.AssignedBy = actor;
        line.AssignedAt = now;
        await portal.SaveChangesAsync(cancellationToken);
        await BankLines.PostAsync(
            portal, line, AccountPlan.Suspense, AccountPlan.Bank, LedgerReason.DepositReturned, now,
            cancellationToken);
        return new BankLineResult(line.Id, line.State, null, NeedsSecondPerson: false);
    }
}
