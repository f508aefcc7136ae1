using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>A non-competitive bid: takes the price the competition sets.</summary>
public sealed record RetailBid(string Id, Quantity Quantity);
