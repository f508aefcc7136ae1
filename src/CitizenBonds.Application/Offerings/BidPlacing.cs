using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>What placing a bid and showing the form for it have in common.</summary>
internal static class BidPlacing
{
    /// <summary>The bids of one bidder that stand, in order of arrival; changes to them are tracked.</summary>
    public static Task<List<AuctionBidRow>> StandingAsync(
        PortalContext portal, long bidderId, CancellationToken cancellationToken) =>
        portal.AuctionBids
            .Where(row => row.BidderId == bidderId && row.State == BidState.Sealed)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);

    public static async Task<BidRequest> RequestAsync(
        PortalContext portal,
        InvestorRow investor,
        IssueRow issue,
        IEnumerable<AuctionBidRow> standing,
        long heldYen,
        CancellationToken cancellationToken)
    {
        var free = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor.Id
                && row.AssetId == AccountBook.Yen && row.Kind == AccountKind.Cash)
            .Select(row => row.Credits - row.Debits)
            .SingleOrDefaultAsync(cancellationToken);
        return new BidRequest
        {
            Price = Money.FromYen(issue.PriceYen),
            Quantity = Quantity.Zero,
            Auction = IssueTerms.AuctionOf(issue),
            HighestPrice = Money.FromYen(issue.PriceYen),
            OpensAt = issue.SaleOpensAt,
            ClosesAt = issue.SaleClosesAt,
            Bidder = ApplicationJudgement.StandingOf(investor, hasReceivedCoupon: false),
            Standing = [.. standing.Select(
                row => new StandingBid(Money.FromYen(row.PriceYen), Quantity.FromTokens(row.Quantity)))],
            AvailableCash = Money.FromYen(free + heldYen),
        };
    }

    /// <summary>The rules' refusal with all its sentence needs; null when the bid would be taken.</summary>
    public static Refusal? Find(BidRequest request, DateTimeOffset now)
    {
        var decision = BidRules.Decide(request, PhasedEntry.Default, now, PortalTime.DayOf(now));
        if (decision.Refusal is not { } refusal) return null;
        return Refusal.Of(
            refusal,
            ("asked", request.Quantity),
            ("price", request.Price),
            ("nearest", decision.NearestAllowed),
            ("reserve", request.Auction.ReservePrice ?? Money.Zero),
            ("highest", request.HighestPrice),
            ("limit", request.Auction.BidderMax),
            ("bids", (long)BidRules.BidsMax),
            ("cash", request.AvailableCash),
            ("cover", decision.Cover),
            ("step", AuctionCover.StepOf(request.Auction.IssueSize, request.HighestPrice)),
            ("opensAt", request.OpensAt),
            ("closesAt", request.ClosesAt));
    }

    /// <summary>Sets aside more, or gives back what is not needed, so that exactly that much is held.</summary>
    /// <param name="heldYen">What is held for the bids that stand.</param>
    public static async Task<LedgerShortfall?> HoldAsync(
        PortalContext portal, AuctionBidderRow bidder, long heldYen, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var more = heldYen - bidder.HeldYen;
        if (more == 0) return null;
        bidder.HeldYen = heldYen;
        bidder.Version++;
        await portal.SaveChangesAsync(cancellationToken);
        var accounts = await AccountBook.OpenAsync(
            portal,
            [AccountPlan.InvestorCash(bidder.InvestorId), AccountPlan.InvestorHold(bidder.InvestorId)],
            cancellationToken);
        var (cash, hold) = (accounts[0], accounts[1]);
        var reference = SettledClaim.ReferenceOf(bidder);
        var transfer = more > 0
            ? new NewTransfer(cash, hold, more, LedgerReason.ApplicationHold, reference, bidder.IssueId)
            : new NewTransfer(hold, cash, -more, LedgerReason.ApplicationRelease, reference, bidder.IssueId);
        return await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken);
    }
}
