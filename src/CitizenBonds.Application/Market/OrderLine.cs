using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>One of a person's own orders.</summary>
public sealed record OrderLine(
    long SeriesId,
    long Sequence,
    string Isin,
    Offerings.BothNames Title,
    OrderSide Side,
    OrderType Type,
    Money? Limit,
    Quantity Quantity,
    Quantity Filled,
    Quantity Left,
    Money? AveragePrice,
    Money Held,
    MarketOrderState State,
    DateOnly? GoodTill,
    DateTimeOffset AcceptedAt,
    DateTimeOffset ChangedAt)
{
    public bool IsOpen => State == MarketOrderState.Open;
}
