using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>
/// The series of a programme as it stands. What the central bank has bought of it counts, whether held or retired,
/// against what was issued: a share that retiring could not widen.
/// </summary>
internal sealed record BuybackSeries(IssueRow Issue, Money Price, Holding Series, Holding Issuer)
{
    public Money Denomination => Money.FromYen(Issue.DenominationYen);

    /// <summary>When its tokens were issued: the 168 hours begin.</summary>
    public DateTimeOffset IssuedAt => Issue.SettledAt
        ?? throw new InvalidOperationException($"Issue {Issue.Id} was never settled.");

    /// <returns>Null when it is no mining bond or not outstanding.</returns>
    public static async Task<BuybackSeries?> FindAsync(
        PortalContext portal, long seriesId, CancellationToken cancellationToken)
    {
        var issue = await portal.Issues.AsNoTracking()
            .Where(row => row.Id == seriesId && row.State == IssueState.Live
                && portal.MiningSeries.Any(series => series.IssueId == row.Id))
            .SingleOrDefaultAsync(cancellationToken);
        if (issue is null) return null;
        var last = await portal.MarketSeries.Where(row => row.SeriesId == seriesId)
            .Select(row => row.LastPrice ?? row.PreviousClose).SingleOrDefaultAsync(cancellationToken);
        var sums = await (
            from series in portal.MiningSeries
            join other in portal.Issues on series.IssueId equals other.Id
            join allotment in portal.Allotments on other.Id equals allotment.IssueId
            where other.IssuerId == issue.IssuerId
            select new
            {
                other.Id,
                Issued = allotment.AllottedTokens * other.DenominationYen,
                Bought = portal.BuybackProgrammes.Where(row => row.SeriesId == other.Id)
                    .Sum(row => row.BoughtTokens) * other.DenominationYen,
            }).ToListAsync(cancellationToken);
        var own = sums.Single(row => row.Id == seriesId);
        return new(
            issue,
            Money.FromYen(last == 0 ? issue.PaidPriceYen : last),
            new(Money.FromYen(own.Issued), Money.FromYen(own.Bought)),
            new(Money.FromYen(sums.Sum(row => row.Issued)), Money.FromYen(sums.Sum(row => row.Bought))));
    }
}
