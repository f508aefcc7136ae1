namespace CitizenBonds.Domain.Market;

/// <summary>An order of a call auction; its place in the list is its time.</summary>
/// <param name="Limit">Worst acceptable price in ticks; <see cref="AtMarket"/> for an order without limit.</param>
/// <param name="Quantity">Whole tokens, above zero.</param>
public readonly record struct AuctionOrder(OrderSide Side, long Limit, long Quantity)
{
    /// <summary>Stands for "at any price".</summary>
    public const long AtMarket = long.MinValue;

    public bool IsAtMarket => Limit == AtMarket;
}
