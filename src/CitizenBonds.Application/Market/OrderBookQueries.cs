using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>The market as everybody sees it, read from the database: any machine gives the same view.</summary>
public sealed class OrderBookQueries(IDbContextFactory<PortalContext> contexts, MarketRules rules)
{
    public const int LevelsMax = 20;
    public const int TradesPerPageMax = 500;
    private const int CalendarDaysMax = 92;

    /// <summary>The window of the reference price.</summary>
    public static readonly TimeSpan ReferenceWindow = TimeSpan.FromHours(24 * 30);

    private static readonly Rate ExponentialWeight = Rate.FromPercent(10);

    /// <returns>Null when the series does not exist or was never sold.</returns>
    public async Task<OrderBookView?> FindAsync(
        long seriesId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issue = await portal.Issues.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == seriesId, cancellationToken);
        if (issue is not { State: IssueState.Live or IssueState.Redeemed }) return null;
        var series = await portal.MarketSeries.AsNoTracking()
            .SingleOrDefaultAsync(row => row.SeriesId == seriesId, cancellationToken)
            ?? new MarketSeriesRow { SeriesId = seriesId, PreviousClose = issue.PaidPriceYen };
        var open = await OpenOrdersAsync(portal, seriesId, cancellationToken);
        return await ViewAsync(portal, issue, series, open, now, cancellationToken);
    }

    /// <summary>The newest number of the log of each series; a page that has seen it need not ask again.</summary>
    public async Task<IReadOnlyDictionary<long, long>> VersionsAsync(
        IReadOnlyCollection<long> seriesIds, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketSeries.Where(row => seriesIds.Contains(row.SeriesId))
            .ToDictionaryAsync(row => row.SeriesId, row => row.LastSequence, cancellationToken);
    }

    /// <param name="before">Only trades with a smaller number; null for the newest.</param>
    public async Task<IReadOnlyList<TradeLine>> TradesAsync(
        long seriesId, long? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, TradesPerPageMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketTrades.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && row.Number < (before ?? long.MaxValue))
            .OrderByDescending(row => row.Number)
            .Take(limit)
            .Select(row => new TradeLine(
                row.SeriesId, row.Number, row.TradedAt, Money.FromYen(row.Price), Quantity.FromTokens(row.Quantity),
                row.Taker))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The robust averages of the window before <paramref name="now"/>.</summary>
    public async Task<ReferencePriceView> ReferenceAsync(
        long seriesId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var from = now - ReferenceWindow;
        var trades = await portal.MarketTrades.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && row.TradedAt >= from && row.TradedAt < now)
            .OrderBy(row => row.Number)
            .Select(row => new { row.Number, row.TradedAt, row.Price, row.Quantity })
            .ToListAsync(cancellationToken);
        var observed = trades.Select(trade => new ObservedTrade(
            trade.Number, trade.TradedAt, Money.FromYen(trade.Price), Quantity.FromTokens(trade.Quantity)));
        var price = ReferencePrice.Of(observed, from, now, HampelFilter.Default);
        return new ReferencePriceView(from, now, price, price?.Exponential(ExponentialWeight));
    }

    /// <summary>The sessions of the coming days; the same for every series.</summary>
    public IReadOnlyList<MarketDay> Calendar(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, CalendarDaysMax);
        return
        [
            .. Enumerable.Range(0, days).Select(number => from.AddDays(number)).Select(day => new MarketDay(
                day,
                rules.Calendar.IsBusinessDay(day),
                MarketSessions.MomentOn(day, rules.Schedule.PreOpenAt),
                MarketSessions.MomentOn(day, rules.Schedule.OpenAt),
                MarketSessions.MomentOn(day, rules.Schedule.ClosingCallAt),
                MarketSessions.MomentOn(day, rules.Schedule.CloseAt))),
        ];
    }

    private async Task<OrderBookView> ViewAsync(
        PortalContext portal, IssueRow issue, MarketSeriesRow series, List<OpenLine> open, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var today = PortalTime.DayOf(now);
        var isTraded = issue.State == IssueState.Live && today >= issue.IssueDate && today < issue.MaturityDate;
        var session = MarketSessions.At(series, rules, isTraded, now);
        var start = MarketSessions.MomentOn(today, TimeOnly.MinValue);
        var day = await portal.MarketTrades
            .Where(row => row.SeriesId == issue.Id && row.TradedAt >= start && row.TradedAt <= now)
            .GroupBy(row => row.SeriesId)
            .Select(group => new
            {
                Volume = group.Sum(row => row.Quantity), Turnover = group.Sum(row => row.Price * row.Quantity),
            })
            .SingleOrDefaultAsync(cancellationToken);
        var citizens = open.Where(order => order.Kind == InvestorKind.Citizen).ToList();
        var isContinuous = session.State is SessionState.Continuous or SessionState.Closed;
        return new OrderBookView
        {
            SeriesId = issue.Id,
            Version = series.LastSequence,
            Session = session.State,
            SessionEndsAt = MarketSessions.EndOf(session, rules, now),
            IsHaltedByOperator = series.IsHalted,
            Bids = LevelsOf(open, OrderSide.Buy),
            Asks = LevelsOf(open, OrderSide.Sell),
            Indicative = isContinuous ? null : IndicativeOf(open, series.LastPrice ?? series.PreviousClose),
            PreviousClose = Money.FromYen(series.PreviousClose),
            Last = series.LastPrice is { } last ? Money.FromYen(last) : null,
            LastAt = series.LastAt,
            Volume = Quantity.FromTokens(day?.Volume ?? 0),
            Turnover = Money.FromYen(day?.Turnover ?? 0),
            RetailSpread = BestOf(citizens, OrderSide.Sell) - BestOf(citizens, OrderSide.Buy),
        };
    }

    private static Money? BestOf(List<OpenLine> open, OrderSide side) =>
        LevelsOf(open, side) is [var best, ..] ? best.Price : null;

    private static List<BookLevel> LevelsOf(List<OpenLine> open, OrderSide side)
    {
        var levels = open.Where(order => order.Side == side && order.Type != OrderType.Market)
            .GroupBy(order => order.Price)
            .Select(level => new BookLevel(
                Money.FromYen(level.Key), Quantity.FromTokens(level.Sum(order => order.Left)), level.Count()));
        var bestFirst = side == OrderSide.Buy
            ? levels.OrderByDescending(level => level.Price)
            : levels.OrderBy(level => level.Price);
        return [.. bestFirst.Take(LevelsMax)];
    }

    private static AuctionPrice? IndicativeOf(List<OpenLine> open, long reference) =>
        open.Count == 0
            ? null
            : CallAuction.Clear(
                open.Select(order => new AuctionOrder(
                    order.Side, order.Type == OrderType.Market ? AuctionOrder.AtMarket : order.Price, order.Left))
                    .ToArray(),
                reference).Price;

    private static async Task<List<OpenLine>> OpenOrdersAsync(
        PortalContext portal, long seriesId, CancellationToken cancellationToken) =>
        await (
            from order in portal.OpenMarketOrders.AsNoTracking()
            join entry in portal.MarketLog.AsNoTracking()
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            join investor in portal.Investors.AsNoTracking() on order.InvestorId equals investor.Id
            where order.SeriesId == seriesId
            orderby order.Sequence
            select new OpenLine(entry.Side, entry.Type, entry.Price, order.LeftTokens, investor.Kind))
            .ToListAsync(cancellationToken);

    private sealed record OpenLine(OrderSide Side, OrderType Type, long Price, long Left, InvestorKind Kind);
}
