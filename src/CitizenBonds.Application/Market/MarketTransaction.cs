using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CitizenBonds.Application.Market;

/// <summary>
/// Commits a decided batch as one transaction: lock its series and check their fences, write the log, book, write what
/// came of it, commit. Order of locks: series, keys of orders, accounts, head of the ledger.
/// </summary>
internal sealed class MarketTransaction(IDbContextFactory<PortalContext> contexts)
{
    // Ids of accounts never change, so what was read or committed once stays true.
    private readonly Dictionary<(AccountOwner, long, long, AccountKind), long> _accountOf = [];

    /// <exception cref="BatchOvertakenException">
    /// Somebody spent what the batch counted on, or took a series over: try again.
    /// </exception>
    public async Task WriteAsync(DecidedBatch decided, CancellationToken cancellationToken)
    {
        if (decided.IsEmpty) return;
        var phase = TimeProvider.System.GetTimestamp();
        foreach (var row in decided.Facts.Balances)
            _accountOf[(AccountOwner.Investor, row.InvestorId, row.AssetId, row.Kind)] = row.AccountId;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        portal.Database.AutoSavepointsEnabled = false; // A batch is written whole or not at all.
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)portal.Database.GetDbConnection();
        var inner = (NpgsqlTransaction)transaction.GetDbTransaction();
        if (!await MarketWriter.LockAsync(connection, inner, decided.Fences, cancellationToken))
            throw new BatchOvertakenException();
        var batch = decided.Batch;
        await MarketWriter.WriteEntriesAsync(connection, batch.Rows, cancellationToken);
        phase = MarketMeter.Record("log", phase);
        var opened = await OpenAccountsAsync(portal, batch.Ledger, cancellationToken);
        var posting = await LedgerWriter.PostNumberedAsync(
            portal, batch.Ledger.Transfers(plan => IdOf(opened, plan)), batch.Now, cancellationToken);
        if (posting.Shortfall is not null) throw new BatchOvertakenException();
        phase = MarketMeter.Record("ledger", phase);
        Number(batch, posting);
        await MarketWriter.WriteOutcomesAsync(connection, inner, batch.Rows, cancellationToken);
        await TellAsync(portal, batch, cancellationToken);
        phase = MarketMeter.Record("outcomes", phase);
        await transaction.CommitAsync(CancellationToken.None);
        MarketMeter.Record("commit", phase);
        foreach (var (key, id) in opened) _accountOf[key] = id;
    }

    private static void Number(MarketBatch batch, LedgerPosting posting)
    {
        foreach (var (row, settlement) in batch.Trades)
        {
            row.CashTransfer = posting.FirstId + settlement.Place;
            row.TokenTransfer = row.CashTransfer + 1;
            batch.Rows.Trades.Add(row);
        }
    }

    private async Task<Dictionary<(AccountOwner, long, long, AccountKind), long>> OpenAccountsAsync(
        PortalContext portal, BatchLedger ledger, CancellationToken cancellationToken)
    {
        var missing = ledger.Accounts().DistinctBy(KeyOf).Where(plan => !_accountOf.ContainsKey(KeyOf(plan))).ToList();
        var opened = new Dictionary<(AccountOwner, long, long, AccountKind), long>();
        if (missing.Count == 0) return opened;
        var owners = missing.Where(plan => plan.Kind == AccountKind.Holding)
            .Select(plan => AccountPlan.InvestorCash(plan.OwnerId))
            .Where(plan => !_accountOf.ContainsKey(KeyOf(plan)));
        var cash = missing.Where(plan => plan.Kind != AccountKind.Holding).Concat(owners).DistinctBy(KeyOf).ToList();
        await OpenAsync(portal, cash, opened, cancellationToken);
        var holdings = missing.Where(plan => plan.Kind == AccountKind.Holding)
            .Select(plan => plan with { PayoutAccountId = IdOf(opened, AccountPlan.InvestorCash(plan.OwnerId)) })
            .ToList();
        await OpenAsync(portal, holdings, opened, cancellationToken);
        return opened;
    }

    private long IdOf(Dictionary<(AccountOwner, long, long, AccountKind), long> opened, AccountPlan plan) =>
        opened.TryGetValue(KeyOf(plan), out var id) ? id : _accountOf[KeyOf(plan)];

    private static async Task OpenAsync(
        PortalContext portal, List<AccountPlan> plans,
        Dictionary<(AccountOwner, long, long, AccountKind), long> opened, CancellationToken cancellationToken)
    {
        if (plans.Count == 0) return;
        var ids = await AccountBook.OpenAsync(portal, plans, cancellationToken);
        for (var index = 0; index < plans.Count; index++) opened[KeyOf(plans[index])] = ids[index];
    }

    private static (AccountOwner, long, long, AccountKind) KeyOf(AccountPlan plan) =>
        (plan.OwnerKind, plan.OwnerId, plan.AssetId, plan.Kind);

    private static async Task TellAsync(PortalContext portal, MarketBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Notices.Count == 0) return;
        portal.Notices.AddRange(batch.Notices
            .GroupBy(notice => (notice.InvestorId, notice.SeriesId, notice.Side))
            .Select(group => new NoticeRow
            {
                InvestorId = group.Key.InvestorId,
                Kind = group.Key.Side switch
                {
                    OrderSide.Buy => NoticeKind.OrderBought,
                    OrderSide.Sell => NoticeKind.OrderSold,
                    _ => NoticeKind.OrderExpired,
                },
                IssueId = group.Key.SeriesId,
                Amount = group.Sum(notice => notice.Yen),
                Quantity = group.Sum(notice => notice.Tokens),
                CreatedAt = batch.Now,
            }));
        await portal.SaveChangesAsync(cancellationToken);
    }
}
