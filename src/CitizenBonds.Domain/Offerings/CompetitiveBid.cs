using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>A competitive bid, sealed until the close.</summary>
/// <param name="Sequence">Order of arrival; earlier bids have the smaller number.</param>
/// <param name="Price">Highest price the bidder pays for one token.</param>
public sealed record CompetitiveBid(string Id, string BidderId, long Sequence, Money Price, Quantity Quantity);
