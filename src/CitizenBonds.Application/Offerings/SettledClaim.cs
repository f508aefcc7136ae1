using System.Globalization;
using CitizenBonds.Data.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>What one investor held in a sale and received from it.</summary>
internal sealed record SettledClaim(long InvestorId, long HeldYen, long AllottedTokens, string Reference)
{
    public static SettledClaim Of(ApplicationRow application) => new(
        application.InvestorId,
        application.HeldYen,
        application.AllottedQuantity ?? 0,
        string.Create(CultureInfo.InvariantCulture, $"application {application.Id}"));

    public static SettledClaim Of(AuctionBidderRow bidder, IEnumerable<AuctionBidRow> bids) => new(
        bidder.InvestorId,
        bidder.HeldYen,
        bids.Where(bid => bid.BidderId == bidder.Id).Sum(bid => bid.AwardedQuantity ?? 0),
        ReferenceOf(bidder));

    public static string ReferenceOf(AuctionBidderRow bidder) =>
        string.Create(CultureInfo.InvariantCulture, $"auction bidder {bidder.Id}");
}
