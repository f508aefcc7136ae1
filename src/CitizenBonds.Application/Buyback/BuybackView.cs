using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Buyback;

/// <summary>A programme in a list.</summary>
public sealed record BuybackLine(
    long Id, long SeriesId, string Isin, BothNames Bond, BuybackProgrammeState State, Money Target, Money Spent,
    Quantity Bought, DateOnly FirstDay, DateOnly LastDay, DateTimeOffset? NextAt)
{
    public Money Remaining => Target - Spent;
}

/// <summary>One decision with everything it saw and what came of it.</summary>
public sealed record BuybackStepView
{
    public required long Number { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset At { get; init; }

    public required bool IsStopped { get; init; }

    public required long? AuctionId { get; init; }

    public required long LastTrade { get; init; }

    public required IReadOnlyList<BookOffer> Offers { get; init; }

    public required Money? Reference { get; init; }

    public required Quantity WindowVolume { get; init; }

    public required int WindowTrades { get; init; }

    public required IReadOnlyList<ExcludedTradeLine> Excluded { get; init; }

    public required BuybackStepDecision Decision { get; init; }

    public required BuybackWait? WaitReason { get; init; }

    public required Money? BidPrice { get; init; }

    public required Quantity? Wanted { get; init; }

    public required string? Refusal { get; init; }

    public required Quantity Got { get; init; }

    public required Money Paid { get; init; }

    public required Money SpentAfter { get; init; }

    public required bool IsFinished { get; init; }

    public Money? BestOffer => Offers.Count == 0 ? null : Money.FromYen(Offers[0].Price);

    /// <summary>
    /// The offers as a recomputation needs them: what the order could get at its price. They differ from the book only
    /// where the market took the order differently: refused it, or stopped at a price limit.
    /// </summary>
    public IReadOnlyList<BookOffer> OffersMet
    {
        get
        {
            if (Decision != BuybackStepDecision.Bid) return Offers;
            var price = BidPrice!.Value.MinorUnits; // A bid has a price and a quantity.
            var offered = Offers.Where(offer => offer.Price <= price).Sum(offer => offer.Quantity);
            if (Math.Min(offered, Wanted!.Value.Tokens) == Got.Tokens) return Offers;
            return Got == Quantity.Zero ? [] : [new BookOffer(price, Got.Tokens)];
        }
    }
}

/// <summary>One offer of a cleared auction; people are numbers here.</summary>
public sealed record BuybackOfferView(
    long Id, bool IsRetail, Money? Price, Quantity Offered, Quantity Bought, Money? PaidPrice);

/// <summary>A reverse auction; its offers are sealed until it is cleared.</summary>
public sealed record BuybackAuctionView
{
    public required long Id { get; init; }

    public required BuybackAuctionState State { get; init; }

    public required Quantity TokensMax { get; init; }

    public required Money BudgetMax { get; init; }

    public required Quantity RetailMax { get; init; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    public required DateTimeOffset ClosesAt { get; init; }

    public required string SeedCommitment { get; init; }

    public required string? Seed { get; init; }

    public required Money? Reference { get; init; }

    /// <summary>Tokens the limits on concentration still allowed; null before it is cleared.</summary>
    public required Quantity? Room { get; init; }

    /// <summary>What was announced, or what was left of the target; null before it is cleared.</summary>
    public required Money? Budget { get; init; }

    public required Quantity? Offered { get; init; }

    public required Quantity? Bought { get; init; }

    public required Money? Paid { get; init; }

    public required Money? Average { get; init; }

    public required Money? Marginal { get; init; }

    public required Rate? Allocation { get; init; }

    public required IReadOnlyList<BuybackOfferView> Offers { get; init; }
}

public sealed record BuybackEventView(BuybackEventKind Kind, bool IsByPeople, DateTimeOffset HappenedAt);

/// <summary>A programme as everybody may see it.</summary>
public sealed record BuybackView
{
    public required BuybackLine Line { get; init; }

    public required BuybackPolicy Policy { get; init; }

    public required int WindowHours { get; init; }

    public required int SlicesPerDay { get; init; }

    /// <summary>Of the whole calendar.</summary>
    public required int SlicesPlanned { get; init; }

    public required bool Retires { get; init; }

    public required DateTimeOffset SeriesIssuedAt { get; init; }

    public required Money Denomination { get; init; }

    /// <summary>When the programme was planned.</summary>
    public required Holding Series { get; init; }

    public required Holding Issuer { get; init; }

    /// <summary>Of the primary sale, booked against the deficit.</summary>
    public required Money Proceeds { get; init; }

    public required BothNames Deficit { get; init; }

    public required IReadOnlyList<BuybackStepView> Steps { get; init; }

    public required IReadOnlyList<BuybackAuctionView> Auctions { get; init; }

    public required IReadOnlyList<BuybackEventView> Events { get; init; }
}
