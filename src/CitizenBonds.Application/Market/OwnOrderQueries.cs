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
        LinesAsync(userId, seriesId, isOpen: true, sequence: null, limit, cancellationToken);

    /// <summary>All orders, newest first.</summary>
    public Task<IReadOnlyList<OrderLine>> HistoryAsync(
        Guid userId, long? seriesId, int limit, CancellationToken cancellationToken) =>
        LinesAsync(userId, seriesId, isOpen: false, sequence: null, limit, cancellationToken);

    /// <returns>Null when the person has no such order.</returns>
    public async Task<OrderLine?> FindAsync(
        Guid userId, long seriesId, long sequence, CancellationToken cancellationToken) =>
        await LinesAsync(userId, seriesId, isOpen: false, sequence, limit: 1, cancellationToken) is [var line]
            ? line
            : null;

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
        Guid userId, long? seriesId, bool isOpen, long? sequence, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LinesMax);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await Portfolio.PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } id) return [];
        var rows = await (
            from order in portal.MarketOrders.AsNoTracking()
            join entry in portal.MarketLog.AsNoTracking()
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            join issue in portal.Issues.AsNoTracking() on order.SeriesId equals issue.Id
            where order.InvestorId == id && (seriesId == null || order.SeriesId == seriesId)
                && (!isOpen || order.State == MarketOrderState.Open)
                && (sequence == null || order.Sequence == sequence)
            orderby entry.AcceptedAt descending, order.SeriesId descending, order.Sequence descending
            select new { Order = order, Entry = entry, issue.Isin, issue.TitleJa, issue.TitleEn })
            .Take(limit)
            .ToListAsync(cancellationToken);
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
