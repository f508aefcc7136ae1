namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>A trade with the people and the moment.</summary>
/// <param name="Number">From 1 in each series, without gaps.</param>
/// <param name="Price">In yen.</param>
public sealed record TimedTrade(
    long Number, long BuyOrder, long SellOrder, long Buyer, long Seller, long Price, long Quantity, bool IsAuction,
    DateTimeOffset At)
{
    public bool IsBetweenTwo => Buyer != Seller;
}
