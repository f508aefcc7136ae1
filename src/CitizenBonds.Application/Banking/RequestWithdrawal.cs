using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <param name="IssuerId">The issuer the actor acts for by the signed-in principal; null for the actor's own
/// money.</param>
public sealed record RequestWithdrawalCommand(long AmountYen, long? IssuerId = null);

/// <summary>
/// Asks for money to be paid out. The cash is set aside at once, so that it cannot be spent in between.
/// </summary>
public sealed class RequestWithdrawal(CommandRunner commands)
{
    public Task<Outcome<BankMovementResult>> ExecuteAsync(
        RequestWithdrawalCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RequestWithdrawal), key, command, actor, now),
            (portal, token) => RequestAsync(portal, command, key, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<BankMovementResult>> RequestAsync(
        PortalContext portal,
        RequestWithdrawalCommand command,
        string key,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (owner, refusal) = await MoneyOwner.LockAsync(portal, actor, command.IssuerId, cancellationToken);
        if (owner is null) return refusal!; // Either the owner or the refusal is there.
        var (account, accountRefusal) = await PayoutAccountAsync(portal, actor, owner, now, cancellationToken);
        if (accountRefusal is not null) return accountRefusal;
        if (BankMovements.FindAmountRefusal(command.AmountYen) is { } amountRefusal)
            return Refusal.Of(amountRefusal, ("most", BankMovements.Most));

        var movement = BankMovements.New(BankDirection.Out, owner, command.AmountYen, key, actor, now);
        movement.PayoutAccountId = account?.Id;
        portal.BankMovements.Add(movement);
        await portal.SaveChangesAsync(cancellationToken);
        var cash = await owner.OpenCashAsync(portal, cancellationToken);
        var hold = await owner.OpenHoldAsync(portal, cancellationToken);
        var transfer = new NewTransfer(
            cash, hold, command.AmountYen, LedgerReason.WithdrawalHold, BankMovements.ReferenceOf(movement));
        // The ledger alone knows the balance under its lock; its refusal rolls everything back.
        if (await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall)
        {
            return Refusal.Of(
                BankMovementRefusal.CashTooLow,
                ("asked", Money.FromYen(command.AmountYen)),
                ("nearest", Money.FromYen(shortfall.Available)));
        }

        return BankMovements.ResultOf(movement);
    }

    /// <returns>The account to pay to, or why there is none yet; neither for a government.</returns>
    private static async Task<(PayoutAccountRow? Account, Refusal? Refusal)> PayoutAccountAsync(
        PortalContext portal, Guid actor, MoneyOwner owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (owner.Kind != AccountOwner.Investor) return (null, null);
        var account = await portal.PayoutAccounts.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == actor && row.ReplacedAt == null, cancellationToken);
        if (account is null) return (null, Refusal.Of(BankMovementRefusal.PayoutAccountMissing));
        return now < account.UsableFrom
            ? (null, Refusal.Of(BankMovementRefusal.PayoutAccountTooNew, ("from", account.UsableFrom)))
            : (account, null);
    }
}
