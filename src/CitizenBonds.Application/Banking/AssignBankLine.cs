using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Banking;

/// <param name="DepositCode">Of the owner, as typed.</param>
public sealed record AssignBankLineCommand(long LineId, string DepositCode);

/// <summary>
/// Moves money from the suspense account to its owner once that is known. Above the limit two different persons have to
/// name the same owner; a second person who names another starts over.
/// </summary>
public sealed class AssignBankLine(CommandRunner commands, PortalRules rules)
{
    private const int CodeLengthMax = 40;

    public Task<Outcome<BankLineResult>> ExecuteAsync(
        AssignBankLineCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(AssignBankLine), key, command, actor, now),
            (portal, token) => AssignAsync(portal, command, key, actor, now, token),
            cancellationToken);

    private async Task<Outcome<BankLineResult>> AssignAsync(
        PortalContext portal, AssignBankLineCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // The investor comes before the line, as in every command.
        var owner = command.DepositCode.Length > CodeLengthMax
            ? null
            : await BankLines.FindOwnerAsync(portal, command.DepositCode, cancellationToken);
        var line = await BankLines.LockAsync(portal, command.LineId, cancellationToken);
        if (line is not { State: BankLineState.InSuspense or BankLineState.Proposed })
            return Refusal.Of(BankLineRefusal.NothingToAssign);
        if (owner is null) return Refusal.Of(BankLineRefusal.CodeUnknown);
        if (owner.UserId == actor) return Refusal.Of(BankLineRefusal.OwnMoney);
        var isAgreed = line.State == BankLineState.Proposed && line.ProposedInvestorId == owner.Id;
        if (isAgreed && line.ProposedBy == actor) return Refusal.Of(BankLineRefusal.SamePersonTwice);

        line.Version++;
        if (!isAgreed && Money.FromYen(line.AmountYen) > rules.TwoPersonLimit)
        {
            line.Propose(actor, owner.Id, returnReference: null);
            return new BankLineResult(line.Id, line.State, null, NeedsSecondPerson: true);
        }

        return await MoveAsync(portal, line, owner, key, actor, now, cancellationToken);
    }

    private static async Task<Outcome<BankLineResult>> MoveAsync(
        PortalContext portal, BankLineRow line, InvestorRow owner, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var money = new MoneyOwner(AccountOwner.Investor, owner.Id);
        var movement = BankMovements.New(BankDirection.In, money, line.AmountYen, key, owner.UserId, now);
        movement.BankReference = line.BankReference;
        movement.FirstApprovedBy = line.ProposedBy ?? actor;
        movement.SecondApprovedBy = line.ProposedBy is null ? null : actor;
        movement.State = BankMovementState.Executed;
        movement.DecidedAt = now;
        portal.BankMovements.Add(movement);
        money.Tell(portal, NoticeKind.DepositBooked, line.AmountYen, now);
        await portal.SaveChangesAsync(cancellationToken);
        line.MovementId = movement.Id;
        line.State = BankLineState.Assigned;
        line.AssignedBy = actor;
        line.AssignedAt = now;
        await portal.SaveChangesAsync(cancellationToken);
        await BankLines.PostAsync(
            portal, line, AccountPlan.Suspense, AccountPlan.InvestorCash(owner.Id), LedgerReason.DepositAssigned, now,
            cancellationToken);
        return new BankLineResult(line.Id, line.State, movement.Id, NeedsSecondPerson: false);
    }
}
