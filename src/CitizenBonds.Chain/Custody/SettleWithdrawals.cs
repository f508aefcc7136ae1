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
    private const int TogetherMax = 50;

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
            .Select(sent => new ChainTransactionRow
            {
                Id = sent.Id, Intent = sent.Intent, Sender = sent.Sender, Content = Array.Empty<byte>(),
                State = sent.State, BlockNumber = sent.BlockNumber,
            })
            .ToListAsync(cancellationToken);
        foreach (var sent in transactions.Where(row => row.State == ChainTransactionState.Reverted))
            await TakeBackAsync(portal, sent, now, cancellationToken);
        foreach (var done in transactions.Where(row => row.State == ChainTransactionState.Confirmed).Chunk(TogetherMax))
            await finish.ExecuteAsync(await MadeAtAsync(portal, done, cancellationToken), now, cancellationToken);
        return transactions.Count;
    }

    private static async Task<IReadOnlyList<FinishedTransaction>> MadeAtAsync(
        PortalContext portal, ChainTransactionRow[] done, CancellationToken cancellationToken)
    {
        var times = new Dictionary<long, DateTimeOffset>();
        foreach (var block in done.Select(row => row.BlockNumber!.Value).Distinct()) // What is final is in a block.
        {
            times[block] = await portal.ChainEvents.Where(row => row.BlockNumber == block)
                .Select(row => row.MadeAt).FirstAsync(cancellationToken);
        }

        return [.. done.Select(row => new FinishedTransaction(row.Id, times[row.BlockNumber!.Value]))];
    }

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
