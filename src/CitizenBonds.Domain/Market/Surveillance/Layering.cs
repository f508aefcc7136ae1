namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>
/// Orders that show interest on one side of the book while their owner trades on the other, and are gone soon after.
/// </summary>
public static class Layering
{
    public static IEnumerable<SurveillanceHit> Find(WatchedDay day, SurveillanceRules rules)
    {
        var laid = day.Orders
            .Where(order => order is { Filled: 0, Price: > 0 } && order.CancelledAt is { } end
                && end - order.PlacedAt <= rules.LayerLifeMax)
            .GroupBy(order => (order.Investor, order.Side));
        foreach (var side in laid)
        {
            var hits = TradesOf(day, side.Key.Investor, side.Key.Side)
                .Select(trade => (Trade: trade, Layers: LayersAt(side, trade.At)))
                .Where(pair => pair.Layers.Select(order => order.Price).Distinct().Count() >= rules.LayersMin)
                .GroupBy(pair => string.Join(' ', pair.Layers.Select(order => order.Number)));
            foreach (var hit in hits)
            {
                var layers = hit.First().Layers;
                var (shown, traded) = (
                    layers.Sum(order => order.Quantity), hit.Sum(pair => pair.Trade.Quantity));
                if ((Int128)shown < (Int128)traded * rules.LayeredMultiple) continue;
                yield return new SurveillanceHit(
                    SurveillanceRule.Layering, [side.Key.Investor], [.. hit.Select(pair => pair.Trade.Number)],
                    [.. layers.Select(order => order.Number)], shown,
                    (long)((Int128)shown * 1_000_000 / traded));
            }
        }
    }

    /// <summary>The person's trades on the other side while trading was continuous.</summary>
    private static IEnumerable<TimedTrade> TradesOf(WatchedDay day, long investor, OrderSide side) =>
        day.Trades.Where(trade => !trade.IsAuction && trade.IsBetweenTwo
            && (side == OrderSide.Buy ? trade.Seller : trade.Buyer) == investor);

    private static List<WatchedOrder> LayersAt(IEnumerable<WatchedOrder> laid, DateTimeOffset at) =>
        [.. laid.Where(order => order.PlacedAt <= at && order.CancelledAt > at)];
}
