using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>The desks this machine writes, read from the database when they are taken. Mutable, one thread.</summary>
internal sealed class MarketDesks(
    IDbContextFactory<PortalContext> contexts, MarketLeases leases, MarketRules rules, Guid node)
{
    private readonly Dictionary<long, SeriesDesk> _desks = [];

    public IReadOnlyCollection<SeriesDesk> All => _desks.Values;

    public SeriesDesk? Find(long seriesId) => _desks.GetValueOrDefault(seriesId);

    /// <summary>What is in memory may be wrong: it is read again when it is needed.</summary>
    public void Forget(long seriesId) => _desks.Remove(seriesId);

    public void ForgetAll() => _desks.Clear();

    public bool IsMissingAny(IEnumerable<long> seriesIds) => seriesIds.Any(id => !_desks.ContainsKey(id));

    /// <summary>Takes and reads those of the series that no living machine writes.</summary>
    public async Task TakeAsync(IReadOnlyCollection<long> seriesIds, CancellationToken cancellationToken)
    {
        var missing = seriesIds.Where(id => !_desks.ContainsKey(id)).ToList();
        if (missing.Count == 0) return;
        await leases.BeatAsync(node, rules.WriterSilenceMax, cancellationToken);
        await OpenSeriesAsync(missing, cancellationToken);
        var taken = await leases.TakeAsync(node, missing, cancellationToken);
        foreach (var seriesId in taken) _desks[seriesId] = await ReadAsync(seriesId, cancellationToken);
    }

    private async Task OpenSeriesAsync(List<long> seriesIds, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var opened = await portal.MarketSeries
            .Where(row => seriesIds.Contains(row.SeriesId)).Select(row => row.SeriesId).ToListAsync(cancellationToken);
        var issues = await portal.Issues
            .Where(row => seriesIds.Contains(row.Id) && !opened.Contains(row.Id) && row.State == IssueState.Live)
            .Select(row => new { row.Id, PriceYen = row.StopOutPriceYen ?? row.PriceYen })
            .ToListAsync(cancellationToken);
        foreach (var issue in issues) await leases.OpenSeriesAsync(issue.Id, issue.PriceYen, cancellationToken);
    }

    private async Task<SeriesDesk> ReadAsync(long seriesId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await portal.MarketSeries.AsNoTracking()
            .SingleAsync(series => series.SeriesId == seriesId, cancellationToken);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(
            series => series.Id == seriesId, cancellationToken);
        var open = await (
            from order in portal.OpenMarketOrders.AsNoTracking()
            join entry in portal.MarketLog.AsNoTracking()
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            join investor in portal.Investors.AsNoTracking() on order.InvestorId equals investor.Id
            where order.SeriesId == seriesId
            orderby order.Sequence
            select new { Order = order, Entry = entry, Investor = investor }).ToListAsync(cancellationToken);
        var session = new Session(row.Session, row.PausedUntil, row.HasPausedToday);
        var state = new SeriesRunState(row.LastSequence, session, row.SessionDay, row.PreviousClose, row.LastPrice)
        {
            IsHalted = row.IsHalted,
        };
        var standing = open.ConvertAll(found => new SeriesOrder(
            found.Entry.Sequence, found.Entry.Side, found.Entry.Type, found.Entry.Price, found.Order.LeftTokens,
            checked((int)found.Entry.InvestorId), found.Entry.GoodTill));
        var desk = new SeriesDesk(issue, row, new SeriesRun(state, standing, rules.Orders, rules.Schedule));
        foreach (var found in open) Add(desk, found.Order, found.Entry, found.Investor);
        return desk;
    }

    private void Add(SeriesDesk desk, MarketOrderRow order, MarketLogRow entry, InvestorRow investor)
    {
        var day = Time.PortalTime.DayOf(entry.AcceptedAt);
        var cover = entry.Side == OrderSide.Buy && entry.Type == OrderType.Market
            ? rules.Orders.Limits.Allowed(desk.Run.State.PreviousClose, hasPausedToday: true).Highest
            : entry.Price;
        var open = new OpenOrder
        {
            Sequence = order.Sequence,
            InvestorId = order.InvestorId,
            Side = entry.Side,
            CoverPrice = cover,
            MostAccrued = desk.MostAccrued(day, entry.GoodTill ?? day),
            Fee = Rate.FromPerMillion(order.FeePpm),
            IsTold = investor.Kind == InvestorKind.Citizen,
            State = MarketOrderState.Open,
            Left = order.LeftTokens,
            Filled = order.FilledTokens,
            ValueYen = order.ValueYen,
            HeldYen = order.HeldYen,
        };
        desk.Add(open);
    }
}
