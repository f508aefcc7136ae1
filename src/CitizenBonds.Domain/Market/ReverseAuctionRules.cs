using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>One operation in which the central bank buys; announced beforehand.</summary>
public sealed record ReverseAuctionRules
{
    /// <summary>Most tokens bought in the operation, the retail leg included.</summary>
    public required Quantity TokensMax { get; init; }

    /// <summary>
    /// Most money paid in the operation, the retail leg included; never more than what is left of the target.
    /// </summary>
    public required Money BudgetMax { get; init; }

    /// <summary>Most tokens bought through the retail leg; what it does not use goes to the competition.</summary>
    public required Quantity RetailMax { get; init; }

    /// <summary>Offers above the reference times one plus this are void.</summary>
    public required Rate Tolerance { get; init; }

    public required IReadOnlyList<ReverseAuctionSeries> Series { get; init; }
}

/// <summary>A series that may be offered.</summary>
/// <param name="Reference">Price offers are measured against; above zero.</param>
/// <param name="Room">Most tokens of it that may be bought now (concentration limits).</param>
public sealed record ReverseAuctionSeries(string Id, Money Reference, Quantity Room);

/// <summary>A competitive offer to sell at a price of the holder's own.</summary>
/// <param name="Sequence">Order of arrival.</param>
public sealed record SellOffer(string Id, string SeriesId, long Sequence, Money Price, Quantity Quantity);

/// <summary>What an offer sells, and at which price for one token.</summary>
public sealed record Purchase(string OfferId, Quantity Quantity, Money Price);

/// <summary>What is published at once after the operation.</summary>
public sealed record ReverseAuctionOutcome
{
    /// <summary>One for each competitive offer, in the order given; each accepted one at its own price.</summary>
    public required IReadOnlyList<Purchase> Purchases { get; init; }

    /// <summary>
    /// One for each retail offer, in the order given, at the average accepted price: relative to the references when
    /// several series were offered.
    /// </summary>
    public required IReadOnlyList<Purchase> RetailPurchases { get; init; }

    /// <summary>Competitive tokens offered, void ones included.</summary>
    public required Int128 Offered { get; init; }

    /// <summary>
    /// Average accepted price weighted by quantity, rounded down to the yen; null when nothing was accepted.
    /// </summary>
    public required Money? AveragePrice { get; init; }

    /// <summary>The dearest accepted price relative to its reference; null when nothing was accepted.</summary>
    public required SellOffer? Marginal { get; init; }

    /// <summary>Share of the offers at the margin that was accepted, rounded down; 100 % when none was cut.</summary>
    public required Rate MarginalAllocation { get; init; }

    /// <summary>Σ price × quantity of both legs.</summary>
    public Money Paid => Purchases.Concat(RetailPurchases)
        .Aggregate(Money.Zero, (sum, purchase) => sum + (purchase.Price * purchase.Quantity));

    public Quantity Bought => Purchases.Concat(RetailPurchases)
        .Aggregate(Quantity.Zero, (sum, purchase) => sum + purchase.Quantity);
}
