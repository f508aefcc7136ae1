using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CitizenBonds.Application.Market;

/// <summary>
/// One batch as one transaction: lock the series and read what is needed, decide, book and write, commit. Order of
/// locks: series, accounts, head of the ledger.
/// </summary>
internal sealed class MarketTransaction(
    IDbContextFactory<PortalContext> contexts, MarketRules rules, MarketDesks desks)
{
    // Ids of people and accounts never change, so what was read or committed once stays true.
    private readonly Dictionary<Guid, long> _investorOf = [];
    private readonly Dictionary<(AccountOwner, long, long, AccountKind), long> _accountOf = [];
    private readonly HashSet<long> _couponReceivers = [];

    /// <returns>The answers in the order of the commands; null for a series that another machine writes.</returns>
    /// <exception cref="BatchOvertakenException">Somebody spent what the batch counted on: try again.</exception>
    public async Task<IReadOnlyList<MarketAnswer?>> RunAsync(
        IReadOnlyList<PendingCommand> commands, CancellationToken cancellationToken)
    {
        var phase = TimeProvider.System.GetTimestamp();
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await LearnInvestorsAsync(portal, commands, cancellationToken);
        portal.Database.AutoSavepointsEnabled = false; // A batch is written whole or not at all.
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)portal.Database.GetDbConnection();
        var inner = (NpgsqlTransaction)transaction.GetDbTransaction();
        var read = await MarketReader.ReadAsync(connection, inner, QuestionOf(commands), cancellationToken);
        foreach (var row in read.Balances)
            _accountOf[(AccountOwner.Investor, row.InvestorId, row.AssetId, row.Kind)] = row.AccountId;
        await LearnCouponsAsync(portal, commands, read, cancellationToken);
        phase = MarketMeter.Record("read", phase);

        var batch = new MarketBatch(rules, new BatchFacts(read, _couponReceivers), MomentOf(commands));
        var answers = Decide(batch, commands, read);
        phase = MarketMeter.Record("match", phase);
        if (batch.Touched.Count == 0 && batch.Rows.Answers.Count == 0) return answers;
        await WriteAsync(portal, connection, inner, batch, cancellationToken);
        phase = TimeProvider.System.GetTimestamp();
        await transaction.CommitAsync(CancellationToken.None);
        MarketMeter.Record("commit", phase);
        return answers;
    }

    private List<MarketAnswer?> Decide(
        MarketBatch batch, IReadOnlyList<PendingCommand> commands, MarketFacts read)
    {
        var answers = new List<MarketAnswer?>(commands.Count);
        var advanced = new HashSet<SeriesDesk>();
        foreach (var command in commands)
        {
            var desk = desks.Find(command.Request.SeriesId);
            if (desk is null || read.Fences.GetValueOrDefault(desk.SeriesId, -1) != desk.Fence)
            {
                if (desk is not null) desks.Forget([desk.SeriesId]);
                answers.Add(null);
                continue;
            }

            if (advanced.Add(desk)) batch.Advance(desk);
            var answer = batch.Decide(desk, command.Request);
            if (command.InboxId is { } inbox) batch.Rows.Answers.Add((inbox, answer.ToJson()));
            answers.Add(answer);
        }

        return answers;
    }

    private async Task WriteAsync(
        PortalContext portal, NpgsqlConnection connection, NpgsqlTransaction transaction, MarketBatch batch,
        CancellationToken cancellationToken)
    {
        foreach (var desk in batch.Touched)
        {
            desk.NextDueAt = NextDueAt(desk);
            batch.Rows.Series.Add(desk.ToRow());
        }

        var phase = TimeProvider.System.GetTimestamp();
        var opened = await OpenAccountsAsync(portal, batch.Ledger, cancellationToken);
        var posting = await LedgerWriter.PostNumberedAsync(
            portal,
            batch.Ledger.Transfers(plan => IdOf(opened, plan)),
            batch.Now,
            cancellationToken);
        if (posting.Shortfall is not null) throw new BatchOvertakenException();
        phase = MarketMeter.Record("ledger", phase);
        Number(batch, posting);
        await MarketWriter.WriteAsync(connection, transaction, batch.Rows, cancellationToken);
        await TellAsync(portal, batch, cancellationToken);
        MarketMeter.Record("rows", phase);
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

        foreach (var (desk, order) in batch.Orders)
        {
            var row = order.ToRow(desk.SeriesId, batch.Now);
            if (order.Entry is { } entry) batch.Rows.Placed.Add((entry, row));
            else batch.Rows.ChangedOrders.Add(row);
            (order.Entry, order.IsMarked) = (null, false);
        }
    }

    /// <remarks>
    /// An id learned here counts only once the transaction is committed, which is why the caller keeps them apart; a
    /// failed commit makes the engine forget nothing but its books, and these ids were never stored.
    /// </remarks>
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

    /// <summary>
    /// The next step of an open day; overnight the close of the day on which the first resting order ends, because
    /// until then nothing can happen without a new order.
    /// </summary>
    private DateTimeOffset? NextDueAt(SeriesDesk desk)
    {
        if (desk.Run.State is { Day: { } day } state && state.Session.State != SessionState.Closed)
            return desk.Run.NextStepAt() is { } at ? MomentOn(day, at) : null;
        return desk.FirstExpiry() is { } last ? MomentOn(last, rules.Schedule.CloseAt) : null;
    }

    private static DateTimeOffset MomentOn(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), PortalTime.Offset).ToUniversalTime();

    private DateTimeOffset MomentOf(IReadOnlyList<PendingCommand> commands)
    {
        var moment = commands.Max(command => command.Now);
        foreach (var command in commands)
            if (desks.Find(command.Request.SeriesId)?.LastAt is { } last && last > moment) moment = last;
        // Whole microseconds, as the database keeps them: what is read back is what was decided by.
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private MarketQuestion QuestionOf(IReadOnlyList<PendingCommand> commands)
    {
        var balances = new HashSet<(long, long)>();
        var keys = new HashSet<(long, string)>();
        foreach (var command in commands)
        {
            var request = command.Request;
            if (!_investorOf.TryGetValue(request.User, out var investor)) continue;
            keys.Add((investor, request.ClientId));
            if (request.Kind != MarketRequestKind.Place || desks.Find(request.SeriesId) is not { } desk) continue;
            balances.Add((investor, AccountBook.Yen));
            balances.Add((investor, desk.AssetId));
        }

        return new MarketQuestion(
            [.. commands.Select(command => command.Request.SeriesId).Distinct()],
            [.. commands.Select(command => command.Request.User).Distinct()],
            [.. balances],
            [.. keys]);
    }

    private async Task LearnInvestorsAsync(
        PortalContext portal, IReadOnlyList<PendingCommand> commands, CancellationToken cancellationToken)
    {
        var unknown = commands.Select(command => command.Request.User)
            .Where(user => user != Guid.Empty && !_investorOf.ContainsKey(user)).Distinct().ToList();
        if (unknown.Count == 0) return;
        var found = await portal.Investors.Where(row => unknown.Contains(row.UserId))
            .Select(row => new { row.UserId, row.Id }).ToListAsync(cancellationToken);
        foreach (var investor in found) _investorOf[investor.UserId] = investor.Id;
    }

    /// <summary>A first coupon widens a citizen's limit for good.</summary>
    private async Task LearnCouponsAsync(
        PortalContext portal, IReadOnlyList<PendingCommand> commands, MarketFacts read,
        CancellationToken cancellationToken)
    {
        var buyers = commands
            .Where(command => command.Request is { Kind: MarketRequestKind.Place, Side: OrderSide.Buy })
            .Select(command => read.Investors.GetValueOrDefault(command.Request.User))
            .Where(investor => investor is { Kind: InvestorKind.Citizen }
                && !_couponReceivers.Contains(investor.Id))
            .Select(investor => investor!.Id).Distinct().ToArray(); // Filtered above.
        if (buyers.Length == 0) return;
        const string Sql = """
            select a.owner_id from portal.accounts a
            where a.owner_kind = 1 and a.owner_id = any(@Buyers) and a.asset_id = 1 and a.kind = 1
                and portal.has_been_paid(a.id, @Reason)
            """;
        _couponReceivers.UnionWith(await portal.Database.GetDbConnection().QueryAsync<long>(new CommandDefinition(
            Sql,
            new { Buyers = buyers, Reason = (short)LedgerReason.CouponPaid },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken)));
    }
}
