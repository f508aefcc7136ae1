using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>
/// What an order would be refused for as things stand, in the market's own words, so that a person learns it before the
/// last screen. The market decides again when the order arrives.
/// </summary>
public static class OrderPreview
{
    public static Refusal? Find(PlaceOrderCommand order, OrderTicketView ticket, EstimatedFill fill, Money tick)
    {
        if (Decide(order, ticket, fill, tick) is not { } refusal) return null;
        return Refusal.Of(
            refusal,
            ("asked", Quantity.FromTokens(Math.Max(0, order.Quantity))),
            ("limit", ticket.Limit),
            ("committed", ticket.Committed),
            ("most", ticket.QuantityMax),
            ("cash", ticket.FreeCash),
            ("tokens", ticket.FreeTokens),
            ("lowest", ticket.LowestLimit),
            ("highest", ticket.HighestLimit),
            ("tick", tick));
    }

    private static OrderRefusal? Decide(
        PlaceOrderCommand order, OrderTicketView ticket, EstimatedFill fill, Money tick)
    {
        if (!ticket.IsTraded || ticket.Book.Session == SessionState.Closed) return OrderRefusal.MarketClosed;
        if (order.Type is OrderType.ImmediateOrCancel or OrderType.FillOrKill
            && ticket.Book.Session != SessionState.Continuous) return OrderRefusal.NeedsContinuousTrading;
        if (order.Quantity <= 0) return OrderRefusal.QuantityNotPositive;
        if (order.Quantity > ticket.QuantityMax.Tokens) return OrderRefusal.AboveShareOfIssue;
        if (order.Type != OrderType.Market)
        {
            if (order.LimitYen <= 0 || order.LimitYen % tick.MinorUnits != 0) return OrderRefusal.PriceOffTick;
            if (order.LimitYen < ticket.LowestLimit.MinorUnits || order.LimitYen > ticket.HighestLimit.MinorUnits)
                return OrderRefusal.PriceOutOfRange;
        }

        if (order.Side == OrderSide.Sell)
            return order.Quantity > ticket.FreeTokens.Tokens ? OrderRefusal.TokensTooFew : null;
        return fill.Hold > ticket.FreeCash ? OrderRefusal.CashTooLow : null;
    }
}
