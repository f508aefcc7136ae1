using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>What a decision sees of the market of its series.</summary>
/// <param name="Sequence">Where the log stood before anything else was read: an order may insist on it.</param>
/// <param name="LastTrade">No later trade counts.</param>
/// <param name="Offers">Cheapest first; none outside continuous trading.</param>
/// <param name="Reference">Null when nothing traded in the window.</param>
internal sealed record BuybackBook(
    long Sequence, long LastTrade, IReadOnlyList<BookOffer> Offers, ReferencePrice? Reference)
{
    private const int LevelsMax = 10;

    /// <remarks>
    /// A series in which nothing happens makes no steps of its day: the calendar says where it stands. The first order
    /// then opens the session, which moves the log, so a slice that is first is decided once more.
    /// </remarks>
    /// <param name="at">Whole microseconds.</param>
    public static async Task<BuybackBook> ReadAsync(
        PortalContext portal, BuybackProgrammeRow programme, MarketRules rules, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var series = await portal.MarketSeries.AsNoTracking()
            .SingleOrDefaultAsync(row => row.SeriesId == programme.SeriesId, cancellationToken);
        if (series is null) return new(0, 0, [], null);
        var isContinuous = MarketSessions.At(series, rules, isTradedToday: true, at).State == SessionState.Continuous;
        return new(
            series.LastSequence,
            series.LastTrade,
            isContinuous ? await OffersAsync(portal, programme.SeriesId, cancellationToken) : [],
            await ReferenceAsync(portal, programme, series.LastTrade, at, cancellationToken));
    }

    private static async Task<IReadOnlyList<BookOffer>> OffersAsync(
        PortalContext portal, long seriesId, CancellationToken cancellationToken)
    {
        var open = await (
            from order in portal.OpenMarketOrders
            join entry in portal.MarketLog
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            where order.SeriesId == seriesId && entry.Side == OrderSide.Sell && entry.Type == OrderType.Limit
            select new { entry.Price, order.LeftTokens }).ToListAsync(cancellationToken);
        return
        [
            .. open.GroupBy(order => order.Price).OrderBy(level => level.Key)
                .Select(level => new BookOffer(level.Key, level.Sum(order => order.LeftTokens)))
                .Take(LevelsMax),
        ];
    }

    private static async Task<ReferencePrice?> ReferenceAsync(
        PortalContext portal, BuybackProgrammeRow programme, long lastTrade, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var from = at.AddHours(-programme.WindowHours);
        var trades = await portal.MarketTrades
            .Where(row => row.SeriesId == programme.SeriesId && row.Number <= lastTrade
                && row.TradedAt >= from && row.TradedAt < at)
            .OrderBy(row => row.Number)
            .Select(row => new { row.Number, row.TradedAt, row.Price, row.Quantity })
            .ToListAsync(cancellationToken);
        return ReferencePrice.Of(
            trades.Select(trade => new ObservedTrade(
                trade.Number, trade.TradedAt, Money.FromYen(trade.Price), Quantity.FromTokens(trade.Quantity))),
            from, at, HampelFilter.Default);
    }
}
