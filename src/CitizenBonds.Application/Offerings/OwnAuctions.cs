using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>One auction as an institution sees it in its list.</summary>
/// <param name="OwnBids">Of this bidder, not withdrawn.</param>
/// <param name="Awarded">To this bidder; null until the auction is settled.</param>
public sealed record OwnAuction(
    string Isin, BothNames Title, BothNames Issuer, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, IssueState State,
    Money? StopOutPrice, int OwnBids, Quantity? Awarded);

/// <summary>Auctions announced now, and those in which the signed-in bidder takes or took part.</summary>
public sealed class OwnAuctions(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesMax = 200;

    /// <returns>The latest close first.</returns>
    public async Task<IReadOnlyList<OwnAuction>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investorId = await portal.Investors
            .Where(row => row.UserId == userId)
            .Select(row => row.Id)
            .SingleOrDefaultAsync(cancellationToken);
        var rows = await (
            from issue in portal.Issues.AsNoTracking()
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            join bidder in portal.AuctionBidders.Where(row => row.InvestorId == investorId)
                on issue.Id equals bidder.IssueId into bidders
            from bidder in bidders.DefaultIfEmpty()
            where issue.SaleMethod == SaleMethod.Auction && BondQueries.PublicStates.Contains(issue.State)
                && (issue.State == IssueState.Announced || bidder != null)
            orderby issue.SaleClosesAt descending, issue.Id
            select new
            {
                Issue = issue,
                Issuer = issuer,
                Bids = portal.AuctionBids.Count(
                    bid => bidder != null && bid.BidderId == bidder.Id && bid.State != BidState.Withdrawn),
                Awarded = portal.AuctionBids
                    .Where(bid => bidder != null && bid.BidderId == bidder.Id)
                    .Sum(bid => bid.AwardedQuantity),
            }).Take(LinesMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new OwnAuction(
            row.Issue.Isin ?? "",
            new(row.Issue.TitleJa, row.Issue.TitleEn),
            new(row.Issuer.NameJa, row.Issuer.NameEn),
            row.Issue.SaleOpensAt,
            row.Issue.SaleClosesAt,
            row.Issue.State,
            row.Issue.StopOutPriceYen is { } yen ? Money.FromYen(yen) : null,
            row.Bids,
            row.Issue.State == IssueState.Announced ? null : Quantity.FromTokens(row.Awarded ?? 0)));
    }
}
