using System.Numerics;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Domain.Bonds;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Compares ledger and chain, series by series, to the token. The ledger is read in one statement and the chain as of
/// the newest block we followed, so that both sides are of one moment; what is on its way is counted, not assumed.
/// </summary>
public sealed class Reconcile(
    IChainNode node, ChainSettings settings, CustodyContracts contracts, DeployedContracts deployed,
    SeriesRoles roles, Incidents incidents, IDbContextFactory<PortalContext> contexts)
{
    private const string Ledger = """
        select i.id as IssueId, i.isin, c.name as ContractName, c.address as Contract,
            coalesce((select sum(a.debits - a.credits) from portal.accounts a
                where a.asset_id = i.asset_id and a.kind = 6), 0)::bigint as LedgerSupply,
            coalesce(o.credits - o.debits, 0) as LedgerOutside,
            (select coalesce(sum(m.quantity), 0) from portal.custody_movements m
                where m.issue_id = i.id and m.direction = 1 and m.state = 1
                    and not exists (
                        select from portal.chain_transactions t
                        where t.id = m.transaction_id and t.state in (@Mined, @Confirmed)))::bigint as Leaving,
            coalesce(moved.arrived, 0)::bigint
                - (select coalesce(sum(m.quantity), 0) from portal.custody_movements m
                    where m.issue_id = i.id and m.direction = 2)::bigint as Arriving,
            coalesce((select s.tokens - sum(a.debits - a.credits) from portal.accounts a
                join portal.payment_runs r on r.issue_id = i.id and r.kind = @Redemption and r.state in (@Paying, @Paid)
                where a.asset_id = i.asset_id and a.kind = 6), 0)::bigint
                - coalesce(moved.burnt, 0)::bigint as Burning,
            coalesce((select sum(t.amount) from portal.transfers t
                where t.debit_account = o.id and t.reason = 12 and t.reason not in (9, 11)), 0)::bigint
                - coalesce(moved.burnt_outside, 0)::bigint
                - (select coalesce(sum(m.quantity), 0) from portal.custody_movements m
                    join portal.payment_runs r on r.issue_id = m.issue_id and r.kind = @Redemption
                        and r.finished_at <= m.booked_at
                    where m.issue_id = i.id and m.direction = 2)::bigint
                - (select coalesce(sum(m.quantity), 0) from portal.custody_movements m
                    join portal.payment_runs r on r.issue_id = m.issue_id and r.kind = @Redemption
                        and r.finished_at <= m.transit_until
                    where m.issue_id = i.id and m.direction = 1 and m.state = 3)::bigint as BurningOutside
        from portal.chain_series s
        join portal.issues i on i.id = s.issue_id
        join portal.chain_contracts c on c.name = @Prefix || s.issue_id
        left join portal.accounts o on o.asset_id = i.asset_id and o.kind = 15 and o.owner_kind = 0 and o.owner_id = 0
        left join lateral (
            select sum(case when e.topics[3] = @Us and e.topics[2] not in (@Us, @Nobody)
                    then portal.chain_number(e.content, 0) end) as arrived,
                sum(case when e.topics[3] = @Nobody then portal.chain_number(e.content, 0) end) as burnt,
                sum(case when e.topics[3] = @Nobody and e.topics[2] <> @Us
                    then portal.chain_number(e.content, 0) end) as burnt_outside
            from portal.chain_events e
            where e.topics[3] in (@Us, @Nobody) and e.contract = c.address and e.topics[1] = @TransferTopic
        ) moved on true
        where s.mirrored_at is not null
        order by i.id
        """;

    private int _looked;

    /// <returns>How many series were found to differ.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var block = await portal.ChainBlocks.AsNoTracking()
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (block is null) return 0;
        var last = await portal.Reconciliations.MaxAsync(row => (long?)row.BlockNumber, cancellationToken);
        if (last is { } checkedAt && checkedAt <= block.Number
            && block.Number - checkedAt < settings.ReconcileEveryBlocks) return 0;
        var lines = await ReadAsync(portal, cancellationToken);
        var differing = 0;
        foreach (var line in lines)
            differing += await CompareAsync(portal, line, block, now, cancellationToken) ? 0 : 1;
        // Code and roles of one contract at a time: reading all of it for every block would be most of the work.
        if (lines.Count > 0)
        {
            var one = lines[_looked++ % lines.Count];
            if (await deployed.IsOursAsync(one.ContractName, one.Contract, contracts.Bond, now, cancellationToken))
                await roles.AreRightAsync(one.ContractName, one.Contract, now, cancellationToken);
        }

        return differing;
    }

    private async Task<List<LedgerSide>> ReadAsync(PortalContext portal, CancellationToken cancellationToken) =>
        (await portal.Database.GetDbConnection().QueryAsync<LedgerSide>(new CommandDefinition(
            Ledger,
            new
            {
                Redemption = (short)PaymentKind.Redemption,
                Paying = (short)PaymentRunState.Paying,
                Paid = (short)PaymentRunState.Paid,
                Mined = (short)ChainTransactionState.Mined,
                Confirmed = (short)ChainTransactionState.Confirmed,
                Prefix = ChainContractRow.BondPrefix,
                Us = ChainBalances.TopicOf(settings.Sender.ToLowerInvariant()),
                Nobody = ChainBalances.TopicOf("0x" + new string('0', 40)),
                ChainBalances.TransferTopic,
            },
            cancellationToken: cancellationToken))).AsList();

    private async Task<bool> CompareAsync(
        PortalContext portal, LedgerSide line, ChainBlockRow block, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        BigInteger supply, ours;
        try
        {
            supply = await AskAsync(line.Contract, "totalSupply", [], block.Hash, cancellationToken);
            ours = await AskAsync(
                line.Contract, "balanceOf", [settings.Sender], block.Hash, cancellationToken);
        }
        catch (Exception failure) when (failure is ChainRefusedException or FormatException)
        {
            // No contract of ours there, or no such block any more: the look at the code or the follower tells.
            await deployed.IsOursAsync(line.ContractName, line.Contract, contracts.Bond, now, cancellationToken);
            return false;
        }

        var row = await portal.Reconciliations.FindAsync([line.IssueId], cancellationToken);
        if (row is null) portal.Reconciliations.Add(row = new ReconciliationRow { IssueId = line.IssueId });
        row.BlockNumber = block.Number;
        row.CheckedAt = now;
        row.LedgerSupply = line.LedgerSupply;
        row.LedgerOutside = line.LedgerOutside;
        row.ChainSupply = (long)supply;
        row.ChainOutside = (long)(supply - ours);
        row.Leaving = line.Leaving;
        row.Arriving = line.Arriving;
        row.Burning = line.Burning;
        row.BurningOutside = line.BurningOutside;
        await portal.SaveChangesAsync(cancellationToken);
        return await NoteAsync(row, line.Isin, now, cancellationToken);
    }

    private async Task<bool> NoteAsync(
        ReconciliationRow row, string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row is { OutsideDifference: 0, SupplyDifference: 0 })
        {
            await incidents.ResolveAsync(ChainIncidentKind.BooksDiffer, isin, now, cancellationToken);
            return true;
        }

        var detail = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"block {row.BlockNumber}: {row.OutsideDifference} outside, {row.SupplyDifference} in all");
        await incidents.ReportAsync(ChainIncidentKind.BooksDiffer, isin, detail, now, cancellationToken);
        return false;
    }

    private async Task<BigInteger> AskAsync(
        string bond, string function, object[] arguments, string blockHash, CancellationToken cancellationToken) =>
        (BigInteger)await node.ReadAsync(
            contracts.Bond, bond, function, arguments, blockHash, cancellationToken);

    /// <summary>What the ledger says of one series, and what it knows of what is on its way.</summary>
    private sealed record LedgerSide(
        long IssueId, string Isin, string ContractName, string Contract, long LedgerSupply, long LedgerOutside,
        long Leaving, long Arriving, long Burning, long BurningOutside);
}
