using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>A competitive bid about to be placed, with all it is judged by.</summary>
public sealed record BidRequest
{
    public required Money Price { get; init; }

    public required Quantity Quantity { get; init; }

    public required UniformPriceRules Auction { get; init; }

    /// <summary>The highest price that may be bid.</summary>
    public required Money HighestPrice { get; init; }

    /// <summary>First moment of the sale.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>First moment after the sale.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required InvestorStanding Bidder { get; init; }

    /// <summary>Bids of the bidder that stand already.</summary>
    public required IReadOnlyList<StandingBid> Standing { get; init; }

    /// <summary>Free cash, with what is set aside for the bids that stand.</summary>
    public required Money AvailableCash { get; init; }
}

/// <summary>A bid that stands, as the bidder's own limits see it.</summary>
public readonly record struct StandingBid(Money Price, Quantity Quantity)
{
    public Money Cost => Price * Quantity;
}
