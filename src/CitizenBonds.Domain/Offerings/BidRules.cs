using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>The answer to a bid.</summary>
/// <param name="Refusal">Null when it may be placed.</param>
/// <param name="NearestAllowed">The largest quantity, up to the one asked for, allowed at that price now.</param>
/// <param name="Cover">What would be set aside for all bids of the bidder together.</param>
public readonly record struct BidDecision(BidRefusal? Refusal, Quantity NearestAllowed, Money Cover);

/// <summary>Decides whether a competitive bid may be placed.</summary>
public static class BidRules
{
    /// <summary>Bids of one bidder that may stand in one auction.</summary>
    public const int BidsMax = 10;

    /// <returns>The refusal, if any, the nearest quantity that would be allowed, and the cash needed.</returns>
    public static BidDecision Decide(BidRequest request, PhasedEntry limits, DateTimeOffset now, DateOnly today)
    {
        if (now < request.OpensAt) return Refused(BidRefusal.SaleNotYetOpen);
        if (now >= request.ClosesAt) return Refused(BidRefusal.SaleClosed);
        if (!request.Bidder.IsProfessional) return Refused(BidRefusal.NotAnInstitution);
        if (!request.Bidder.IsIdentityChecked) return Refused(BidRefusal.IdentityNotChecked);
        if (request.Quantity <= Quantity.Zero) return Refused(BidRefusal.QuantityNotPositive);
        if (request.Price <= Money.Zero || request.Price < request.Auction.ReservePrice)
            return Refused(BidRefusal.BelowReservePrice);
        if (request.Price > request.HighestPrice) return Refused(BidRefusal.AboveHighestPrice);
        if (request.Standing.Count >= BidsMax) return Refused(BidRefusal.TooManyBids);

        var standing = request.Standing.Aggregate(Quantity.Zero, (sum, bid) => sum + bid.Quantity);
        // Counted at the highest price: then the limit is a share of the tokens whatever is bid for them.
        var entry = limits.Decide(
            request.Bidder, today, request.Quantity, request.HighestPrice, request.HighestPrice * standing,
            request.HighestPrice * request.Auction.IssueSize);
        var step = AuctionCover.StepOf(request.Auction.IssueSize, request.HighestPrice);
        var spent = request.Standing.Aggregate(Money.Zero, (sum, bid) => sum + bid.Cost);
        var room = AuctionCover.AffordableWith(request.AvailableCash, step) - spent;
        var affordable = Quantity.FromTokens(Math.Max(0, room.MinorUnits) / request.Price.MinorUnits);
        var nearest = Quantity.Min(Quantity.Min(entry.AllowedMax, affordable), request.Quantity);
        if (entry.Refusal is not null)
            return new(BidRefusal.AboveProfessionalLimit, nearest, Money.Zero);
        var cover = AuctionCover.For(spent + (request.Price * request.Quantity), step);
        return new(cover > request.AvailableCash ? BidRefusal.CashTooLow : null, nearest, cover);
    }

    private static BidDecision Refused(BidRefusal refusal) => new(refusal, Quantity.Zero, Money.Zero);
}
