using System.Globalization;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>Rows of an auction as its rule sees them, and its result as a row.</summary>
internal static class AuctionBids
{
    public static RetailBid NonCompetitive(ApplicationRow application) => new(
        application.Id.ToString(CultureInfo.InvariantCulture), Quantity.FromTokens(application.Quantity));

    public static CompetitiveBid Competitive(AuctionBidRow bid) => new(
        bid.Id.ToString(CultureInfo.InvariantCulture),
        bid.BidderId.ToString(CultureInfo.InvariantCulture),
        bid.Id,
        Money.FromYen(bid.PriceYen),
        Quantity.FromTokens(bid.Quantity));

    public static AuctionResultRow ResultOf(
        IssueRow issue,
        List<AuctionBidderRow> bidders,
        List<AuctionBidRow> bids,
        List<ApplicationRow> applications,
        UniformPriceOutcome outcome,
        DateTimeOffset now) => new()
    {
        IssueId = issue.Id,
        StopOutPriceYen = issue.PaidPriceYen,
        RetailDemandTokens = applications.Sum(row => row.Quantity),
        RetailAwardedTokens = outcome.RetailAwards.Sum(award => award.Quantity.Tokens),
        CompetitiveDemandTokens = bids.Sum(row => row.Quantity),
        CompetitiveAwardedTokens = outcome.CompetitiveAwards.Sum(award => award.Quantity.Tokens),
        OfferedAtMarginTokens = outcome.OfferedAtMargin.Tokens,
        AwardedAtMarginTokens = outcome.AwardedAtMargin.Tokens,
        Bidders = bidders.Count(bidder => bids.Exists(bid => bid.BidderId == bidder.Id)),
        Bids = bids.Count,
        DecidedAt = now,
    };

    public static NoticeRow NoticeOf(
        AuctionBidderRow bidder, List<AuctionBidRow> bids, bool hasFailed, DateTimeOffset now)
    {
        var awarded = bids.Where(bid => bid.BidderId == bidder.Id).Sum(bid => bid.AwardedQuantity ?? 0);
        return new NoticeRow
        {
            InvestorId = bidder.InvestorId,
            Kind = hasFailed ? NoticeKind.CrowdFailed : awarded > 0 ? NoticeKind.Allotted : NoticeKind.NotAllotted,
            IssueId = bidder.IssueId,
            Quantity = awarded,
            Amount = bidder.HeldYen,
            CreatedAt = now,
        };
    }
}
