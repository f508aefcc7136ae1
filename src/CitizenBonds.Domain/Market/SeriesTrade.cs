namespace CitizenBonds.Domain.Market;

/// <summary>One trade of a series.</summary>
/// <param name="Price">In ticks.</param>
/// <param name="IsAuction">From a call auction, where nobody was first.</param>
public readonly record struct SeriesTrade(long BuyOrder, long SellOrder, long Price, long Quantity, bool IsAuction);
