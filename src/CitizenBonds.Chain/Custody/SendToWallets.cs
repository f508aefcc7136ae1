using System.Globalization;
using CitizenBonds.Application.Custody;
using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Domain.Custody;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Sends what citizens have taken off the ledger, many in one transaction: first their wallets are put on the list of
/// those that may hold tokens, then the tokens leave the portal's account.
/// </summary>
public sealed class SendToWallets(
    IChainNode node, ChainSettings settings, ChainOutbox outbox, CustodyContracts contracts, Incidents incidents,
    ReturnWithdrawal giveBack, IDbContextFactory<PortalContext> contexts)
{
    public const int BatchMax = 200;
    private const int WaitingMax = 10_000;
    private const long GasOfBatch = 150_000;
    private const long GasOfTransfer = 70_000;
    private const long GasOfAllowing = 60_000;

    private static readonly string AllowedTopic = Abi.Hex.Of(Abi.Keccak256.Hash("AllowedChanged(address,bool)"u8));

    private const string Waiting = """
        select m.id, m.issue_id as IssueId, m.wallet, m.quantity, m.is_alone as IsAlone, c.address as Contract,
            coalesce((
                select portal.chain_number(e.content, 0) = 1 from portal.chain_events e
                where e.topics[2] = '0x000000000000000000000000' || substr(m.wallet, 3) and e.topics[1] = @AllowedTopic
                    and e.contract = c.address
                order by e.block_number desc, e.log_index desc limit 1), false) as IsAllowed
        from portal.custody_movements m
        join portal.chain_contracts c on c.name = @Prefix || m.issue_id
        where m.state = @OnItsWay and m.direction = @ToWallet and m.transaction_id is null
        order by m.issue_id, m.id
        limit @WaitingMax
        """;

    /// <returns>How many transactions were planned or movements given back.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var series in (await WaitingAsync(cancellationToken)).GroupBy(transfer => transfer.IssueId))
        {
            foreach (var batch in series.Where(transfer => !transfer.IsAllowed).Chunk(BatchMax))
                done += await AllowAsync(batch, now, cancellationToken);
            var ready = series.Where(transfer => transfer.IsAllowed).ToLookup(transfer => transfer.IsAlone);
            foreach (var batch in ready[false].Chunk(BatchMax))
                done += await SendAsync(batch, now, cancellationToken);
            foreach (var single in ready[true])
                done += await SendAsync([single], now, cancellationToken);
        }

        return done;
    }

    private async Task<List<WaitingTransfer>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return (await portal.Database.GetDbConnection().QueryAsync<WaitingTransfer>(new CommandDefinition(
            Waiting,
            new
            {
                AllowedTopic,
                Prefix = ChainContractRow.BondPrefix,
                OnItsWay = (short)CustodyMovementState.OnItsWay,
                ToWallet = (short)CustodyDirection.ToWallet,
                WaitingMax,
            },
            cancellationToken: cancellationToken))).AsList();
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
                intent, batch[0].Contract, contracts.Bond.Call("setAllowed", wallets, true), contracts.Bond,
                GasOfBatch + (wallets.Length * GasOfAllowing));
            return await outbox.PlanAsync(plan, now, cancellationToken) is null ? 0 : 1;
        }

        // It was put on the list for this very transfer and is not on it: an agent has taken it off since.
        return state is ChainTransactionState.Confirmed or ChainTransactionState.Reverted
            ? await ReturnAsync(batch[0], "ERC7943CannotReceive(address)", now, cancellationToken)
            : 0;
    }

    private async Task<int> SendAsync(
        WaitingTransfer[] batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var content = contracts.Bond.Call(
            "batchTransfer",
            batch.Select(transfer => (object)transfer.Wallet).ToArray(),
            batch.Select(transfer => (object)transfer.Quantity).ToArray());
        try
        {
            await node.CallAsync(batch[0].Contract, content, cancellationToken, from: settings.Sender);
        }
        catch (ChainRefusedException refusal)
        {
            if (batch.Length > 1) return await SeparateAsync(batch, cancellationToken);
            return await ReturnAsync(
                batch[0], contracts.Bond.ErrorName([.. refusal.Answer]), now, cancellationToken);
        }

        var intent = string.Create(
            CultureInfo.InvariantCulture, $"to wallets {batch[0].Id}-{batch[^1].Id} in {batch.Length}");
        await PlanAsync(batch, intent, content, now, cancellationToken);
        return 1;
    }

    private async Task PlanAsync(
        WaitingTransfer[] batch, string intent, byte[] content, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var plan = new TransactionPlan(
            intent, batch[0].Contract, content, contracts.Bond, GasOfBatch + (batch.Length * GasOfTransfer));
        var id = await outbox.PlanWithinAsync(portal, plan, now, cancellationToken);
        var ids = batch.Select(transfer => transfer.Id).ToArray();
        await portal.CustodyMovements.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.TransactionId, id), cancellationToken);
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
