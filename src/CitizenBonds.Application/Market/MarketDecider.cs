using System.Data;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CitizenBonds.Application.Market;

/// <summary>
/// Reads what a batch has to know, at one moment and without a lock, and decides it in memory; the batch before may
/// still be on its way to the disk. Nothing read here is trusted for good: the commit checks fences, balances and keys
/// again. Mutable, one thread.
/// </summary>
internal sealed class MarketDecider(
    IDbContextFactory<PortalContext> contexts, MarketRules rules, MarketDesks desks)
{
    private const int CarefulBatches = 1_000;

    // Ids of people never change, and a first coupon is received for good.
    private readonly Dictionary<Guid, long> _investorOf = [];
    private readonly HashSet<long> _couponReceivers = [];
    private readonly RecentKeys _recentKeys = new();
    private int _carefulBatches;

    /// <summary>Somebody used an old key again: for a while every key is looked up before it is relied on.</summary>
    public void BeCareful() => _carefulBatches = CarefulBatches;

    /// <param name="before">The batch that is being committed; null when everything decided is committed.</param>
    public async Task<DecidedBatch> DecideAsync(
        IReadOnlyList<PendingCommand> commands, DecidedBatch? before, CancellationToken cancellationToken)
    {
        var phase = TimeProvider.System.GetTimestamp();
        var read = await ReadAsync(commands, before, cancellationToken);
        phase = MarketMeter.Record("read", phase);
        var missing = before?.IsMissingIn(read) == true ? before : null;
        var facts = new BatchFacts(read, _couponReceivers, missing?.Batch.Ledger);
        var batch = new MarketBatch(rules, facts, MomentOf(commands), before?.Batch.Done);
        var answers = Decide(batch, commands, read);
        Finish(batch);
        foreach (var (investor, clientId) in batch.Done.Keys) _recentKeys.Add(investor, clientId);
        if (_carefulBatches > 0) _carefulBatches--;
        MarketMeter.Record("match", phase);
        return new DecidedBatch(
            commands, answers, batch, read, batch.Touched.ToDictionary(desk => desk.SeriesId, desk => desk.Fence));
    }

    private List<MarketAnswer?> Decide(
        MarketBatch batch, IReadOnlyList<PendingCommand> commands, MarketFacts read)
    {
        var answers = new List<MarketAnswer?>(commands.Count);
        var advanced = new HashSet<SeriesDesk>();
        foreach (var command in commands)
        {
            var desk = desks.Find(command.Request.SeriesId);
            if (desk is null || !read.Heads.TryGetValue(desk.SeriesId, out var head) || head.Fence != desk.Fence)
            {
                desks.Forget(command.Request.SeriesId);
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

    /// <summary>Copies what is to be written: while it is written, the next batch already changes the desks.</summary>
    private void Finish(MarketBatch batch)
    {
        foreach (var desk in batch.Touched)
        {
            desk.NextDueAt = NextDueAt(desk);
            batch.Rows.Series.Add(desk.ToRow());
            if (desk.Pages.RangesDue(desk.Run.State.Sequence) is { } ranges)
                batch.Rows.OpenRanges.Add((desk.SeriesId, ranges));
        }

        foreach (var (desk, order) in batch.Orders)
        {
            var row = order.ToRow(desk.SeriesId, batch.Now);
            if (order.Entry is { } entry) batch.Rows.Placed.Add((entry, row));
            else batch.Rows.ChangedOrders.Add(row);
            (order.Entry, order.IsMarked) = (null, false);
        }

        batch.Rows.Pack();
    }

    private async Task<MarketFacts> ReadAsync(
        IReadOnlyList<PendingCommand> commands, DecidedBatch? before, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await LearnInvestorsAsync(portal, commands, cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellationToken); // One moment for all questions.
        var read = await MarketReader.ReadAsync(
            (NpgsqlConnection)portal.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction(),
            QuestionOf(commands, before), cancellationToken);
        await LearnCouponsAsync(portal, commands, read, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return read;
    }

    private MarketQuestion QuestionOf(IReadOnlyList<PendingCommand> commands, DecidedBatch? before)
    {
        var series = new HashSet<long>();
        var users = new HashSet<Guid>();
        var balances = new HashSet<(long, long)>();
        var keys = new List<(long, string)>();
        if (before?.Mark is { } mark) series.Add(mark.SeriesId);
        foreach (var command in commands)
        {
            var request = command.Request;
            series.Add(request.SeriesId);
            users.Add(request.User);
            if (!_investorOf.TryGetValue(request.User, out var investor)) continue;
            if (_carefulBatches > 0 || _recentKeys.MayContain(investor, request.ClientId))
                keys.Add((investor, request.ClientId));
            if (request.Kind != MarketRequestKind.Place || desks.Find(request.SeriesId) is not { } desk) continue;
            balances.Add((investor, AccountBook.Yen));
            balances.Add((investor, desk.AssetId));
        }

        return new MarketQuestion([.. series], [.. users], [.. balances], keys);
    }

    private DateTimeOffset MomentOf(IReadOnlyList<PendingCommand> commands)
    {
        var moment = commands.Max(command => command.Now);
        foreach (var command in commands)
            if (desks.Find(command.Request.SeriesId)?.LastAt is { } last && last > moment) moment = last;
        // Whole microseconds, as the database keeps them: what is read back is what was decided by.
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));
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
