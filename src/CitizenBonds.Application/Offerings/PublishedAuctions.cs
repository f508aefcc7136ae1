using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>A settled auction: all that is needed to hold it again.</summary>
/// <param name="SeedHex">Of the draw of the retail leg; its commitment was published at the announcement.</param>
public sealed record PublishedAuction(
    long IssueId, string Isin, UniformPriceRules Rules, long HighestPriceYen, AuctionOutcome Outcome, string SeedHex,
    string CommitmentHex);

/// <summary>Settled auctions with all bids, for anybody to recompute. Bidders carry a number and no name.</summary>
public sealed class PublishedAuctions(IDbContextFactory<PortalContext> contexts)
{
    public const int Batch = 5_000;

    /// <returns>Null until the auction is settled: its bids are sealed.</returns>
    public async Task<PublishedAuction?> FindAsync(string isin, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from issue in portal.Issues.AsNoTracking()
            where issue.Isin == isin
            join result in portal.AuctionResults on issue.Id equals result.IssueId
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId
            select new { Issue = issue, Result = result, allotment.Seed }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new PublishedAuction(
                found.Issue.Id, isin, IssueTerms.AuctionOf(found.Issue), found.Issue.PriceYen,
                AuctionOutcome.Of(found.Result), Convert.ToHexStringLower(found.Seed),
                Convert.ToHexStringLower(found.Issue.DrawCommitment ?? []));
    }

    /// <returns>By arrival, after <paramref name="afterId"/>; at most a batch.</returns>
    public async Task<IReadOnlyList<AuctionBidLine>> BidsAsync(
        long issueId, long afterId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.AuctionBids
            .Where(row => row.IssueId == issueId && row.Id > afterId)
            .Where(row => row.State == BidState.Awarded || row.State == BidState.NotAwarded)
            .OrderBy(row => row.Id)
            .Take(Batch)
            .Select(row => new AuctionBidLine(
                row.Id, row.BidderId, Money.FromYen(row.PriceYen), row.Quantity,
                row.AwardedQuantity ?? 0))
            .ToListAsync(cancellationToken);
    }
}
