using System.Globalization;
using CitizenBonds.Application.Custody;
using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Sends what citizens have taken off the ledger, many in one transaction and many transactions at once: first their
/// wallets are put on the list of those that may hold tokens, then the tokens leave the portal's account.
/// </summary>
public sealed class SendToWallets(
    IChainNode node, ChainSettings settings, ChainOutbox outbox, CustodyContracts contracts, Pauses pauses,
    Incidents incidents, ReturnWithdrawal giveBack, IDbContextFactory<PortalContext> contexts)
{
    public const int BatchMax = 200;
    private const long GasOfBatch = 150_000;
    private const long GasOfTransfer = 10_000;
    private const long GasOfTransferOwing = 70_000;
    private const long GasOfAllowing = 60_000;

    /// <returns>How many transactions were planned or movements given back.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var series in (await WaitingAsync(now, cancellationToken)).GroupBy(transfer => transfer.IssueId))
        {
            foreach (var batch in series.Where(transfer => !transfer.IsAllowed).Chunk(BatchMax))
                done += await AllowAsync(batch, now, cancellationToken);
            var ready = series.Where(transfer => transfer.IsAllowed).ToList();
            if (ready.Count == 0) continue;
            if (await pauses.IsPausedAsync(
                series.Key, ready[0].Contract, Pauses.Transfers, now, cancellationToken)) continue;
            var together = ready.Where(transfer => !transfer.IsAlone && !transfer.IsLocked);
            done += await SendAsync([.. together.Chunk(BatchMax)], now, cancellationToken);
            foreach (var single in ready.Where(transfer => transfer.IsAlone || transfer.IsLocked))
                done += await SendAsync([[single]], now, cancellationToken);
        }

        return done;
    }

    private async Task<List<WaitingTransfer>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        // Of one account the nonces keep the order, whatever a reorganisation does; of two only what is final does.
        var through = settings.Accounts.AreOne ? newest : newest - settings.ConfirmationsMin;
        return await WaitingTransfers.ReadAsync(portal, through, now + MirrorSeries.Lead, cancellationToken);
    }

    private async Task<int> AllowAsync(
        WaitingTransfer[] batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var intent = string.Create(CultureInfo.InvariantCulture, $"allow {batch[0].IssueId} for {batch[0].Id}");
        var state = await outbox.StateAsync(intent, cancellationToken);
        if (state is null)
        {
            var wallets = batch.Select(transfer => (object)transfer.Wallet).Distinct().ToArray();
            var plan = new TransactionPlan(
                intent, settings.Accounts.Agent, batch[0].Contract, contracts.Bond.Call("setAllowed", wallets, true),
                contracts.Bond, GasOfBatch + (wallets.Length * GasOfAllowing));
            return await outbox.PlanAsync(plan, now, cancellationToken) is null ? 0 : 1;
        }

        // It was put on the list for this very transfer and is not on it: an agent has taken it off since.
        return state is ChainTransactionState.Confirmed or ChainTransactionState.Reverted
            ? await ReturnAsync(batch[0], "ERC7943CannotReceive(address)", now, cancellationToken)
            : 0;
    }

    /// <summary>
    /// The node tries out the first batch; the others differ in wallets only, and of those our books know what the
    /// contract knows. What is refused on the chain all the same goes by itself later.
    /// </summary>
    private async Task<int> SendAsync(
        IReadOnlyList<WaitingTransfer[]> batches, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (batches.Count == 0) return 0;
        var first = batches[0];
        var plans = batches.Select(PlanOf).ToList();
        try
        {
            await node.CallAsync(first[0].Contract, plans[0].Content, cancellationToken, from: settings.Sender);
        }
        catch (ChainRefusedException refusal)
        {
            if (first.Length > 1) return await SeparateAsync(first, cancellationToken);
            return await ReturnAsync(
                first[0], contracts.Bond.ErrorName([.. refusal.Answer]), now, cancellationToken);
        }

        await PlanAsync(batches, plans, now, cancellationToken);
        return batches.Count;
    }

    private TransactionPlan PlanOf(WaitingTransfer[] batch)
    {
        var content = contracts.Bond.Call(
            "batchTransfer",
            batch.Select(transfer => (object)transfer.Wallet).ToArray(),
            batch.Select(transfer => (object)transfer.Quantity).ToArray());
        // A block is filled by what transactions might use: the narrower the limit, the more of them it takes.
        var each = batch.Length == 1 || batch[0].OwesCoupon ? GasOfTransferOwing : GasOfTransfer;
        var intent = string.Create(
            CultureInfo.InvariantCulture, $"to wallets {batch[0].Id}-{batch[^1].Id} in {batch.Length}");
        return new TransactionPlan(
            intent, settings.Accounts.Keeper, batch[0].Contract, content, contracts.Bond,
            GasOfBatch + (batch.Length * each));
    }

    private async Task PlanAsync(
        IReadOnlyList<WaitingTransfer[]> batches, List<TransactionPlan> plans, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var ids = batches.SelectMany(batch => batch.Select(transfer => transfer.Id)).ToArray();
        var intents = batches.Zip(plans).SelectMany(one => one.First.Select(_ => one.Second.Intent)).ToArray();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        await ChainOutbox.PlanWithinAsync(portal, plans, now, cancellationToken);
        await portal.Database.ExecuteSqlAsync(
            $"""
            update portal.custody_movements m set transaction_id = t.id
            from unnest({ids}, {intents}) as x(id, intent) join portal.chain_transactions t on t.intent = x.intent
            where m.id = x.id
            """,
            cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    // One of them is refused, and nobody can tell which: from now on each goes by itself.
    private async Task<int> SeparateAsync(WaitingTransfer[] batch, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = batch.Select(transfer => transfer.Id).ToArray();
        return await portal.CustodyMovements.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.IsAlone, true), cancellationToken);
    }

    private async Task<int> ReturnAsync(
        WaitingTransfer transfer, string failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await giveBack.ExecuteAsync(transfer.Id, failure, now, cancellationToken)) return 0;
        var subject = string.Create(CultureInfo.InvariantCulture, $"wallet {transfer.Id}");
        await incidents.ReportAsync(
            ChainIncidentKind.WithdrawalRefused, subject, failure, now, cancellationToken);
        return 1;
    }
}
