using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>The outcome of a uniform-price auction.</summary>
public sealed record UniformPriceOutcome
{
    /// <summary>What everybody pays for one token; null when nothing is sold.</summary>
    public required Money? Price { get; init; }

    /// <summary>In the order the retail bids were given.</summary>
    public required IReadOnlyList<BidAward> RetailAwards { get; init; }

    /// <summary>In the order the competitive bids were given.</summary>
    public required IReadOnlyList<BidAward> CompetitiveAwards { get; init; }

    /// <summary>The common ceiling of the retail leg; null when no retail bid was cut by it.</summary>
    public required Quantity? RetailCeiling { get; init; }

    /// <summary>Counted bids at the stop-out price.</summary>
    public required Quantity OfferedAtMargin { get; init; }

    /// <summary>Of those, awarded.</summary>
    public required Quantity AwardedAtMargin { get; init; }

    public Quantity Sold =>
        RetailAwards.Concat(CompetitiveAwards).Aggregate(Quantity.Zero, (sum, award) => sum + award.Quantity);
}
