using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>A person's own orders and trades. Asked for by the signed-in user.</summary>
public sealed class OwnOrderQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesMax = 500;

    /// <summary>Open orders, newest first.</summary>
    /// <param name="seriesId">Null for all series.</param>
    public Task<IReadOnlyList<OrderLine>> OpenAsync(
        Guid userId, long? seriesId, int limit, CancellationToken cancellationToken) =>
        LinesAsync(
            userId,
            orders => orders.Where(row => seriesId == null || row.SeriesId == seriesId),
            isOldestFirst: false, Bounded(limit), cancellationToken, onlyOpen: true);

    /// <summary>All orders, newest first.</summary>
    public Task<IReadOnlyList<OrderLine>> HistoryAsync(
        Guid userId, long? seriesId, int limit, CancellationToken cancellationToken) =>
        LinesAsync(
            userId,
            orders => orders.Where(row => seriesId == null || row.SeriesId == seriesId),
            isOldestFirst: false, Bounded(limit), cancellationToken);

    /// <summary>Orders by series and number, for a reader that goes on where it stopped.</summary>
    /// <param name="after">Series and number of the last order read; null to begin.</param>
    public Task<IReadOnlyList<OrderLine>> PageAsync(
        Guid userId, long? seriesId, bool onlyOpen, (long Series, long Sequence)? after, int limit,
        CancellationToken cancellationToken)
    {
        var (series, sequence) = after ?? (0, 0);
        return LinesAsync(
            userId,
            orders => orders.Where(row => (seriesId == null || row.SeriesId == seriesId)
                && (row.SeriesId > series || (row.SeriesId == series && row.Sequence > sequence))),
            isOldestFirst: true, Bounded(limit), cancellationToken, onlyOpen);
    }

    /// <returns>Null when the person has no such order.</returns>
    public async Task<OrderLine?> FindAsync(
        Guid userId, long seriesId, long sequence, CancellationToken cancellationToken) =>
        await LinesAsync(
            userId, orders => orders.Where(row => row.SeriesId == seriesId && row.Sequence == sequence),
            isOldestFirst: true, limit: 1, cancellationToken) is [var line]
            ? line
            : null;

    /// <summary>A person's trades in one series by number, for a reader that goes on where it stopped.</summary>
    /// <param name="after">Number of the last trade read; zero to begin.</param>
    public async Task<IReadOnlyList<OwnTradeLine>> TradesAfterAsync(
        Guid userId, long seriesId, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LinesMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await Portfolio.PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } id) return [];
        var rows = await portal.MarketTrades.AsNoTracking()
            .Where(row => (row.BuyerId == id || row.SellerId == id) && row.SeriesId == seriesId && row.Number > after)
            .OrderBy(row => row.Number)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. rows.SelectMany(row => SidesOf(row, id))];
    }

    /// <summary>
    /// What became of a person's orders and trades in one series after a number of its log, each order as it stands
    /// now. No more of the log is read than happened since.
    /// </summary>
    public async Task<OwnMarketNews> SinceAsync(
        Guid userId, long seriesId, long version, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await Portfolio.PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } id) return new OwnMarketNews(version, [], []);
        var last = await portal.MarketSeries.Where(row => row.SeriesId == seriesId)
            .Select(row => row.LastSequence).SingleAsync(cancellationToken);
        var log = portal.MarketLog.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && row.Sequence > version && row.Sequence <= last);
        var numbers = await log.Where(row => row.InvestorId == id)
            .Select(row => row.Kind == MarketEntryKind.Place ? row.Sequence : row.OrderSequence)
            .ToListAsync(cancellationToken);
        var trades = await portal.MarketTrades.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && row.LogSequence > version && row.LogSequence <= last
                && (row.BuyerId == id || row.SellerId == id))
            .OrderBy(row => row.Number).ToListAsync(cancellationToken);
        numbers.AddRange(trades.SelectMany(row => SidesOf(row, id)).Select(line => line.OrderSequence));
        // Steps of the day end orders that no entry of the log names.
        var stepAt = await log.Where(row => row.Kind == MarketEntryKind.Session)
            .MinAsync(row => (DateTimeOffset?)row.AcceptedAt, cancellationToken);
        if (numbers.Count == 0 && stepAt is null) return new OwnMarketNews(last, [], []);
        var lines = await LinesAsync(
            userId,
            orders => orders.Where(row => row.SeriesId == seriesId
                && (numbers.Contains(row.Sequence) || (stepAt != null && row.ChangedAt >= stepAt))),
            isOldestFirst: true, int.MaxValue, cancellationToken);
        return new OwnMarketNews(last, lines, [.. trades.SelectMany(row => SidesOf(row, id))]);
    }

    /// <param name="before">Only trades before this moment; null for the newest.</param>
    public async Task<IReadOnlyList<OwnTradeLine>> TradesAsync(
        Guid userId, long? seriesId, DateTimeOffset? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LinesMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await Portfolio.PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } id) return [];
        var until = before ?? DateTimeOffset.MaxValue;
        var rows = await portal.MarketTrades.AsNoTracking()
            .Where(row => (row.BuyerId == id || row.SellerId == id)
                && (seriesId == null || row.SeriesId == seriesId) && row.TradedAt < until)
            .OrderByDescending(row => row.TradedAt).ThenByDescending(row => row.SeriesId)
            .ThenByDescending(row => row.Number)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. rows.SelectMany(row => SidesOf(row, id))];
    }

    private static int Bounded(int limit) =>
        limit <= LinesMax ? limit : throw new ArgumentOutOfRangeException(nameof(limit), limit, null);

    /// <summary>In an auction a person may meet themselves: then both sides are theirs.</summary>
    private static IEnumerable<OwnTradeLine> SidesOf(MarketTradeRow row, long investorId)
    {
        if (row.BuyerId == investorId) yield return LineOf(row, OrderSide.Buy, row.BuySequence, row.BuyerFeeYen);
        if (row.SellerId == investorId) yield return LineOf(row, OrderSide.Sell, row.SellSequence, row.SellerFeeYen);
    }

    private static OwnTradeLine LineOf(MarketTradeRow row, OrderSide side, long order, long feeYen)
    {
        var cash = TradeTerms.Value(row.Price, row.Quantity) + row.AccruedYen;
        return new OwnTradeLine(
            row.SeriesId, row.Number, order, row.TradedAt, side, Money.FromYen(row.Price),
            Quantity.FromTokens(row.Quantity), Money.FromYen(row.AccruedYen), Money.FromYen(feeYen),
            Money.FromYen(side == OrderSide.Buy ? cash + feeYen : cash - feeYen));
    }

    private async Task<IReadOnlyList<OrderLine>> LinesAsync(
        Guid userId, Func<IQueryable<MarketOrderRow>, IQueryable<MarketOrderRow>> choose, bool isOldestFirst,
        int limit, CancellationToken cancellationToken, bool onlyOpen = false)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await Portfolio.PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } id) return [];
        var orders = onlyOpen ? portal.OpenMarketOrders : portal.MarketOrders;
        var lines =
            from order in choose(orders.AsNoTracking().Where(row => row.InvestorId == id))
            join entry in portal.MarketLog.AsNoTracking()
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            join issue in portal.Issues.AsNoTracking() on order.SeriesId equals issue.Id
            select new { Order = order, Entry = entry, issue.Isin, issue.TitleJa, issue.TitleEn };
        var ordered = isOldestFirst
            ? lines.OrderBy(line => line.Order.SeriesId).ThenBy(line => line.Order.Sequence)
            : lines.OrderByDescending(line => line.Entry.AcceptedAt).ThenByDescending(line => line.Order.SeriesId)
                .ThenByDescending(line => line.Order.Sequence);
        var rows = await ordered.Take(limit).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new OrderLine(
            row.Order.SeriesId,
            row.Order.Sequence,
            row.Isin ?? "",
            new BothNames(row.TitleJa, row.TitleEn),
            row.Entry.Side,
            row.Entry.Type,
            row.Entry.Type == OrderType.Market ? null : Money.FromYen(row.Entry.Price),
            Quantity.FromTokens(row.Entry.Quantity),
            Quantity.FromTokens(row.Order.FilledTokens),
            Quantity.FromTokens(row.Order.LeftTokens),
            AverageOf(row.Order),
            Money.FromYen(row.Order.HeldYen),
            row.Order.State,
            row.Entry.GoodTill,
            row.Entry.AcceptedAt,
            row.Order.ChangedAt));
    }

    /// <summary>Rounded half to even, for reading only; amounts are kept with each trade.</summary>
    private static Money? AverageOf(MarketOrderRow order) => order.FilledTokens == 0
        ? null
        : Money.FromYen(order.ValueYen).Prorate(1, order.FilledTokens, MidpointRounding.ToEven);
}
