using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Payments;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>Ends an auction: opens the bids, finds the price everybody pays, pays and gives back the rest.</summary>
internal static class AuctionSettlement
{
    public static async Task<Outcome<SaleResult>> SettleAsync(
        PortalContext portal,
        IssueRow issue,
        List<ApplicationRow> applications,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var bidders = await portal.AuctionBidders
            .FromSql($"select * from portal.auction_bidders where issue_id = {issue.Id} order by id for update")
            .ToListAsync(cancellationToken);
        var bids = await portal.AuctionBids
            .FromSql(
                $"select * from portal.auction_bids where issue_id = {issue.Id} and state = 0 order by id for update")
            .ToListAsync(cancellationToken);
        var seed = await DrawSecret.ForIssueAsync(portal, issue.Id, cancellationToken);
        var outcome = UniformPriceAuction.Clear(
            IssueTerms.AuctionOf(issue),
            [.. applications.Select(AuctionBids.NonCompetitive)],
            [.. bids.Select(AuctionBids.Competitive)],
            seed);

        Close(portal, applications, bidders, bids, outcome, now);
        if (outcome.Price is { } price) Record(portal, issue, bidders, bids, applications, outcome, price, seed, now);
        else Fail(portal, issue, applications, bids, now);
        await portal.SaveChangesAsync(cancellationToken);
        var claims = applications.ConvertAll(SettledClaim.Of);
        claims.AddRange(bidders
            .Where(bidder => bidder.HeldYen > 0)
            .Select(bidder => SettledClaim.Of(bidder, bids)));
        if (claims.Count > 0) await SaleSettlement.PayAsync(portal, issue, claims, now, cancellationToken);
        var sold = outcome.Sold.Tokens;
        return new SaleResult(issue.Id, issue.State, sold, checked(sold * issue.PaidPriceYen));
    }

    private static void Close(
        PortalContext portal,
        List<ApplicationRow> applications,
        List<AuctionBidderRow> bidders,
        List<AuctionBidRow> bids,
        UniformPriceOutcome outcome,
        DateTimeOffset now)
    {
        var hasFailed = outcome.Price is null;
        for (var i = 0; i < applications.Count; i++)
        {
            var tokens = outcome.RetailAwards[i].Quantity.Tokens;
            var state = hasFailed ? ApplicationState.Returned
                : tokens > 0 ? ApplicationState.Allotted : ApplicationState.NotAllotted;
            SettledApplication.Close(portal, applications[i], state, tokens, now);
        }

        for (var i = 0; i < bids.Count; i++)
        {
            var tokens = outcome.CompetitiveAwards[i].Quantity.Tokens;
            bids[i].State = hasFailed ? BidState.Returned : tokens > 0 ? BidState.Awarded : BidState.NotAwarded;
            bids[i].AwardedQuantity = tokens;
            bids[i].ChangedAt = now;
            bids[i].Version++;
        }

        foreach (var bidder in bidders.Where(bidder => bidder.HeldYen > 0))
            portal.Notices.Add(AuctionBids.NoticeOf(bidder, bids, hasFailed, now));
    }

    private static void Record(
        PortalContext portal,
        IssueRow issue,
        List<AuctionBidderRow> bidders,
        List<AuctionBidRow> bids,
        List<ApplicationRow> applications,
        UniformPriceOutcome outcome,
        Money price,
        byte[] seed,
        DateTimeOffset now)
    {
        issue.State = IssueState.Live;
        issue.SettledAt = now;
        issue.StopOutPriceYen = price.MinorUnits;
        issue.Version++;
        var result = AuctionBids.ResultOf(issue, bidders, bids, applications, outcome, now);
        portal.AuctionResults.Add(result);
        var ceiling = outcome.RetailCeiling?.Tokens ?? 0;
        portal.Allotments.Add(new AllotmentRow
        {
            IssueId = issue.Id,
            Seed = seed,
            CeilingTokens = ceiling,
            DemandTokens = result.RetailDemandTokens + result.CompetitiveDemandTokens,
            AllottedTokens = outcome.Sold.Tokens,
            // Those above the ceiling drew one token more.
            DrawnTokens = outcome.RetailCeiling is null
                ? 0
                : outcome.RetailAwards.Count(award => award.Quantity.Tokens > ceiling),
            Applicants = applications.Count + result.Bidders,
            DecidedAt = now,
        });
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Settled, now));
        Filings.Add(
            portal,
            issue,
            FilingKind.FinalSaleReport,
            new
            {
                demandTokens = result.RetailDemandTokens + result.CompetitiveDemandTokens,
                allottedTokens = outcome.Sold.Tokens,
                stopOutPriceYen = price.MinorUnits,
                proceedsYen = outcome.Sold.Tokens * price.MinorUnits,
                applicants = applications.Count,
                bidders = result.Bidders,
                bids = result.Bids,
            },
            dueOn: issue.IssueDate.AddDays(SaleSettlement.ReportDays),
            now);
        portal.PaymentRuns.AddRange(PaymentPlan.For(issue));
    }

    private static void Fail(
        PortalContext portal, IssueRow issue, List<ApplicationRow> applications, List<AuctionBidRow> bids,
        DateTimeOffset now)
    {
        issue.State = IssueState.CrowdFailed;
        issue.ClosedAt = now;
        issue.Version++;
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.CrowdFailed, now));
        var demand = applications.Sum(row => row.Quantity) + bids.Sum(row => row.Quantity);
        Filings.Add(
            portal, issue, FilingKind.CrowdFailed, new { demandTokens = demand, minimumTokens = (long?)null },
            dueOn: null, now);
    }
}
