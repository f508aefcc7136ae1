using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Banking;

/// <param name="IssuerId">The issuer the actor acts for by the signed-in principal; null for the actor's own
/// money.</param>
public sealed record RequestDepositCommand(long AmountYen, long? IssuerId = null);

/// <summary>
/// Announces a deposit and gives the reference to quote in the transfer. A demonstration books it at once.
/// </summary>
public sealed class RequestDeposit(CommandRunner commands, PortalRules rules)
{
    public Task<Outcome<BankMovementResult>> ExecuteAsync(
        RequestDepositCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RequestDeposit), key, command, actor, now),
            (portal, token) => RequestAsync(portal, command, key, actor, now, token),
            cancellationToken);

    private async Task<Outcome<BankMovementResult>> RequestAsync(
        PortalContext portal,
        RequestDepositCommand command,
        string key,
        Guid actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (owner, refusal) = await MoneyOwner.LockAsync(portal, actor, command.IssuerId, cancellationToken);
        if (owner is null) return refusal!; // Either the owner or the refusal is there.
        if (BankMovements.FindAmountRefusal(command.AmountYen) is { } amountRefusal)
            return Refusal.Of(amountRefusal, ("most", BankMovements.Most));

        var movement = BankMovements.New(BankDirection.In, owner, command.AmountYen, key, actor, now);
        portal.BankMovements.Add(movement);
        await portal.SaveChangesAsync(cancellationToken);
        if (rules.BooksDepositsByItself)
        {
            movement.BankReference = "demonstration " + movement.PaymentReference;
            await BankMovements.ExecuteAsync(portal, movement, now, cancellationToken);
        }

        return BankMovements.ResultOf(movement);
    }
}
