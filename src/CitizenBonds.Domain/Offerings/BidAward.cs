using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>What a bid receives at the stop-out price; zero when nothing.</summary>
public sealed record BidAward(string BidId, Quantity Quantity);
