using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <summary>What one final transaction brought to wallets is done, and its owners hear of it.</summary>
public sealed class FinishWithdrawals(CommandRunner commands)
{
    /// <param name="transactionId">The planned transaction that carried the tokens.</param>
    /// <param name="madeAt">The time of its block.</param>
    /// <returns>How many movements were finished.</returns>
    public async Task<int> ExecuteAsync(
        long transactionId, DateTimeOffset madeAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"withdrawals-done-{transactionId}");
        var outcome = await commands.RunAsync(
            new Command(nameof(FinishWithdrawals), key, transactionId, Actor: null, now),
            (portal, token) => FinishAsync(portal, transactionId, madeAt, now, token),
            cancellationToken);
        return outcome.ValueOrThrow;
    }

    private static async Task<Outcome<int>> FinishAsync(
        PortalContext portal, long transactionId, DateTimeOffset madeAt, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await portal.Database.ExecuteSqlAsync(
            $"""
            with done as (
                update portal.custody_movements
                set state = {(short)CustodyMovementState.Done}, transit_until = {madeAt.UtcDateTime}
                where transaction_id = {transactionId} and state = {(short)CustodyMovementState.OnItsWay}
                returning investor_id, issue_id, quantity
            )
            insert into portal.notices (investor_id, kind, issue_id, quantity, created_at)
            select investor_id, {(short)NoticeKind.TokensSentToWallet}, issue_id, quantity, {now.UtcDateTime} from done
            """,
            cancellationToken);
}
