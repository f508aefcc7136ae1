using System.Globalization;
using CitizenBonds.Application.Custody;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Domain.Custody;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// What came of the transfers to wallets, once the chain will not change its mind: done, or back to where they were.
/// </summary>
public sealed class SettleWithdrawals(
    ChainSettings settings, FinishWithdrawals finish, ReturnWithdrawal giveBack, Incidents incidents,
    IDbContextFactory<PortalContext> contexts)
{
    /// <returns>How many transactions were settled.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        var final = newest - settings.ConfirmationsMin;
        var transactions = await portal.ChainTransactions.AsNoTracking()
            .Where(sent => (sent.State == ChainTransactionState.Confirmed
                    || (sent.State == ChainTransactionState.Reverted && sent.BlockNumber <= final))
                && portal.CustodyMovements.Any(
                    row => row.TransactionId == sent.Id && row.State == CustodyMovementState.OnItsWay))
            .OrderBy(sent => sent.Id)
            .ToListAsync(cancellationToken);
        foreach (var sent in transactions)
        {
            if (sent.State == ChainTransactionState.Reverted)
                await TakeBackAsync(portal, sent, now, cancellationToken);
            else
                await finish.ExecuteAsync(
                    sent.Id, await MadeAtAsync(portal, sent, cancellationToken), now, cancellationToken);
        }

        return transactions.Count;
    }

    private static Task<DateTimeOffset> MadeAtAsync(
        PortalContext portal, ChainTransactionRow sent, CancellationToken cancellationToken) =>
        portal.ChainEvents.Where(row => row.TransactionHash == sent.TransactionHash)
            .Select(row => row.MadeAt).FirstAsync(cancellationToken);

    private async Task TakeBackAsync(
        PortalContext portal, ChainTransactionRow sent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var movements = await portal.CustodyMovements
            .Where(row => row.TransactionId == sent.Id && row.State == CustodyMovementState.OnItsWay)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (movements.Count > 1)
        {
            foreach (var movement in movements) (movement.TransactionId, movement.IsAlone) = (null, true);
            await portal.SaveChangesAsync(cancellationToken);
            return;
        }

        var only = movements[0].Id;
        if (!await giveBack.ExecuteAsync(only, "reverted", now, cancellationToken)) return;
        await incidents.ReportAsync(
            ChainIncidentKind.WithdrawalRefused, string.Create(CultureInfo.InvariantCulture, $"wallet {only}"),
            "reverted", now, cancellationToken);
    }
}
