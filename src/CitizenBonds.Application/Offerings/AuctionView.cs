using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>An auction as its bond's page shows it.</summary>
/// <param name="HighestPrice">The highest that could be bid.</param>
/// <param name="Outcome">Null until it is settled; then there are no bids to see either.</param>
/// <param name="Bids">Competitive bids, best price first, then by arrival.</param>
public sealed record AuctionView(
    Money HighestPrice, Money ReservePrice, Rate RetailReserve, AuctionOutcome? Outcome,
    IReadOnlyList<AuctionBidLine> Bids);

/// <param name="Bidder">A number for this auction alone, and no name.</param>
public sealed record AuctionBidLine(long Id, long Bidder, Money Price, long Quantity, long Awarded);

/// <summary>How an auction ended; quantities in tokens.</summary>
public sealed record AuctionOutcome(
    Money StopOutPrice, long RetailDemand, long RetailAwarded, long CompetitiveDemand, long CompetitiveAwarded,
    long OfferedAtMargin, long AwardedAtMargin, int Bidders, int Bids)
{
    internal static AuctionOutcome Of(AuctionResultRow row) => new(
        Money.FromYen(row.StopOutPriceYen),
        row.RetailDemandTokens,
        row.RetailAwardedTokens,
        row.CompetitiveDemandTokens,
        row.CompetitiveAwardedTokens,
        row.OfferedAtMarginTokens,
        row.AwardedAtMarginTokens,
        row.Bidders,
        row.Bids);
}
