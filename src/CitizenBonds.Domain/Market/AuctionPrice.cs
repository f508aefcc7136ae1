namespace CitizenBonds.Domain.Market;

/// <summary>The price of a call auction and what it executes.</summary>
/// <param name="Price">In ticks.</param>
/// <param name="Volume">Tokens that change hands, above zero.</param>
/// <param name="Surplus">Tokens left at the price: above zero on the buy side, below zero on the sell side.</param>
public readonly record struct AuctionPrice(long Price, long Volume, long Surplus);

/// <summary>The outcome of a call auction.</summary>
/// <param name="Price">Null when nothing trades.</param>
/// <param name="Fills">What each order receives, in the order given; they add up to the volume on either side.</param>
public sealed record AuctionResult(AuctionPrice? Price, IReadOnlyList<long> Fills);
