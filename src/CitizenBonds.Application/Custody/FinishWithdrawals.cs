using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <param name="TransactionId">The planned transaction that carried the tokens.</param>
/// <param name="MadeAt">The time of its block.</param>
public sealed record FinishedTransaction(long TransactionId, DateTimeOffset MadeAt);

/// <summary>What final transactions brought to wallets is done, and its owners hear of it.</summary>
public sealed class FinishWithdrawals(CommandRunner commands)
{
    /// <param name="finished">In the order of their ids. What was finished before is left alone.</param>
    /// <returns>How many movements were finished.</returns>
    public async Task<int> ExecuteAsync(
        IReadOnlyList<FinishedTransaction> finished, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (first, last) = (finished[0].TransactionId, finished[^1].TransactionId);
        var key = string.Create(CultureInfo.InvariantCulture, $"withdrawals-done-{first}-{last}-{finished.Count}");
        var outcome = await commands.RunAsync(
            new Command(nameof(FinishWithdrawals), key, finished, Actor: null, now),
            (portal, token) => FinishAsync(portal, finished, now, token),
            cancellationToken);
        return outcome.ValueOrThrow;
    }

    private static async Task<Outcome<int>> FinishAsync(
        PortalContext portal, IReadOnlyList<FinishedTransaction> finished, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ids = finished.Select(one => one.TransactionId).ToArray();
        var times = finished.Select(one => one.MadeAt.UtcDateTime).ToArray();
        return await portal.Database.ExecuteSqlAsync(
            $"""
            with done as (
                update portal.custody_movements m
                set state = {(short)CustodyMovementState.Done}, transit_until = x.made_at
                from unnest({ids}, {times}) as x(id, made_at)
                where m.transaction_id = x.id and m.state = {(short)CustodyMovementState.OnItsWay}
                returning m.investor_id, m.issue_id, m.quantity
            )
            insert into portal.notices (investor_id, kind, issue_id, quantity, created_at)
            select investor_id, {(short)NoticeKind.TokensSentToWallet}, issue_id, quantity, {now.UtcDateTime} from done
            """,
            cancellationToken);
    }
}
