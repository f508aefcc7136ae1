namespace CitizenBonds.Domain.Market;

/// <summary>An order that has been accepted.</summary>
/// <param name="Id">Unique for ever.</param>
/// <param name="Limit">In ticks; ignored for a market order.</param>
/// <param name="Quantity">Whole tokens, above zero.</param>
/// <param name="Owner">Above zero; orders of one owner do not trade with each other continuously.</param>
/// <param name="GoodTill">Last day the order may rest; null for the day of the order alone.</param>
public readonly record struct SeriesOrder(
    long Id, OrderSide Side, OrderType Type, long Limit, long Quantity, int Owner, DateOnly? GoodTill = null)
{
    internal long AuctionLimit => Type == OrderType.Market ? AuctionOrder.AtMarket : Limit;
}
