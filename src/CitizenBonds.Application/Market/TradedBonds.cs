using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>A bond that has, or had, a market.</summary>
/// <param name="IsHalted">By the operator.</param>
/// <param name="Last">Price of the last trade; null before the first.</param>
public sealed record TradedBond(
    long SeriesId, string Isin, BothNames Title, BothNames Issuer, CreditTier Tier, Rate Coupon, DateOnly MaturityDate,
    BondProduct Product, Money Denomination, bool IsHalted, Money? Last, DateTimeOffset? LastAt);

/// <summary>The bonds of the market by name.</summary>
public sealed class TradedBonds(IDbContextFactory<PortalContext> contexts)
{
    public const int BondsMax = 1_000;

    /// <returns>Null when no such bond was ever settled.</returns>
    public async Task<TradedBond?> FindAsync(string isin, CancellationToken cancellationToken) =>
        (await ReadAsync(
            issues => issues.Where(row => row.Isin == isin
                && (row.State == IssueState.Live || row.State == IssueState.Redeemed)),
            cancellationToken)).SingleOrDefault();

    /// <summary>All that are outstanding, the next to be repaid first.</summary>
    public Task<IReadOnlyList<TradedBond>> LiveAsync(CancellationToken cancellationToken) =>
        ReadAsync(issues => issues.Where(row => row.State == IssueState.Live), cancellationToken);

    private async Task<IReadOnlyList<TradedBond>> ReadAsync(
        Func<IQueryable<IssueRow>, IQueryable<IssueRow>> choose, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from issue in choose(portal.Issues.AsNoTracking())
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            join series in portal.MarketSeries on issue.Id equals series.SeriesId into many
            from series in many.DefaultIfEmpty()
            orderby issue.MaturityDate, issue.Id
            select new
            {
                Issue = issue,
                issuer.NameJa,
                issuer.NameEn,
                Last = series == null ? null : series.LastPrice,
                LastAt = series == null ? null : series.LastAt,
                IsHalted = series != null && series.IsHalted,
            }).Take(BondsMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new TradedBond(
            row.Issue.Id,
            row.Issue.Isin ?? "",
            new(row.Issue.TitleJa, row.Issue.TitleEn),
            new(row.NameJa, row.NameEn),
            row.Issue.Tier,
            Rate.FromPerMillion(row.Issue.CouponPpm),
            row.Issue.MaturityDate,
            row.Issue.Product,
            Money.FromYen(row.Issue.DenominationYen),
            row.IsHalted,
            row.Last is { } yen ? Money.FromYen(yen) : null,
            row.LastAt));
    }
}
