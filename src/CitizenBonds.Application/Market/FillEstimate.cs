using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>Walks an order through a book as it stands.</summary>
internal static class FillEstimate
{
    public static EstimatedFill Of(
        PlaceOrderCommand order, OrderBookView book, CashflowSchedule schedule, MarketRules rules, Rate fee,
        DateOnly today)
    {
        var isBuy = order.Side == OrderSide.Buy;
        var close = book.PreviousClose.MinorUnits;
        var allowed = rules.Orders.Limits.Allowed(close, hasPausedToday: false);
        var accruedShare = AccruedShare.On(schedule, today);
        var (left, value, accrued, fees) = (order.Quantity, 0L, 0L, 0L);
        var isHeld = false;
        foreach (var level in book.Session == SessionState.Continuous ? (isBuy ? book.Asks : book.Bids) : [])
        {
            var price = level.Price.MinorUnits;
            var isBeyondLimit = isBuy ? price > order.LimitYen : price < order.LimitYen;
            if (left == 0 || (order.Type != OrderType.Market && isBeyondLimit)) break;
            isHeld = price < allowed.Lowest || price > allowed.Highest;
            if (isHeld) break;
            var tokens = Math.Min(left, level.Tokens.Tokens);
            left -= tokens;
            value += TradeTerms.Value(price, tokens);
            accrued += accruedShare.YenOn(tokens);
            fees += TradeTerms.Fee(price, tokens, fee);
        }

        var filled = order.Quantity - left;
        if (order.Type == OrderType.FillOrKill && left > 0) (filled, value, accrued, fees) = (0, 0, 0, 0);
        var cover = order.Type == OrderType.Market
            ? rules.Orders.Limits.Allowed(close, hasPausedToday: true).Highest
            : order.LimitYen;
        var most = AccruedShare.MostWithin(schedule, today, order.GoodTill ?? today);
        return new EstimatedFill(
            Quantity.FromTokens(filled),
            Quantity.FromTokens(order.Quantity - filled),
            filled == 0 ? null : Money.FromYen(value).Prorate(1, filled, MidpointRounding.ToEven),
            Money.FromYen(value),
            Money.FromYen(accrued),
            Money.FromYen(fees),
            Money.FromYen(isBuy ? value + accrued + fees : value + accrued - fees),
            Money.FromYen(isBuy ? TradeTerms.HoldToBuy(cover, order.Quantity, most, fee) : 0),
            isHeld);
    }
}
