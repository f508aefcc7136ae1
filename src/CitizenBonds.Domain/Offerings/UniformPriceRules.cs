using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>Parameters of a uniform-price auction. Shares are of the issue and round down to whole tokens.</summary>
public sealed record UniformPriceRules
{
    public required Quantity IssueSize { get; init; }

    /// <summary>Bids below are void; also the price when only retail bids are made. Null: no reserve price.</summary>
    public Money? ReservePrice { get; init; }

    /// <summary>
    /// Set aside for non-competitive bids: 10 % by default; what they do not use goes to the competition.
    /// </summary>
    public Rate RetailReserve { get; init; } = Rate.FromPerMillion(100_000);

    /// <summary>Most one non-competitive bid counts for: 1 % by default.</summary>
    public Rate RetailEach { get; init; } = Rate.FromPerMillion(10_000);

    /// <summary>Most all competitive bids of one bidder count for: 35 % by default.</summary>
    public Rate BidderShare { get; init; } = Rate.FromPerMillion(350_000);

    /// <summary>Most one non-competitive bid counts for, in tokens.</summary>
    public Quantity RetailEachMax => TokensOf(RetailEach);

    /// <summary>Most all competitive bids of one bidder count for, in tokens.</summary>
    public Quantity BidderMax => TokensOf(BidderShare);

    internal Quantity TokensOf(Rate share) =>
        Quantity.FromTokens((long)((Int128)IssueSize.Tokens * share.PerMillion / 1_000_000)); // Rounds down.
}
