using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Issuers;

/// <summary>Issuers as anybody may see them, those with bonds first.</summary>
public sealed class IssuerQueries(IDbContextFactory<PortalContext> contexts, PortalClock clock)
{
    /// <summary>Japan has 1,741 municipalities and 47 prefectures.</summary>
    public const int IssuersMax = 2_500;

    /// <returns>Those with bonds first, then by code.</returns>
    public async Task<IReadOnlyList<IssuerLine>> FindAsync(IssuerFilter filter, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await CreditPolicies.InForceAsync(portal, clock.GetUtcNow(), cancellationToken);
        var lines = await ReadAsync(portal, Narrow(portal.Issuers.AsNoTracking(), filter), policy, cancellationToken);
        return
        [
            .. lines.Where(line => filter.Tier is null || line.Tier == filter.Tier)
                .OrderByDescending(line => line.Bonds > 0)
                .ThenBy(line => line.Code, StringComparer.Ordinal),
        ];
    }

    internal static async Task<IReadOnlyList<IssuerLine>> ReadAsync(
        PortalContext portal, IQueryable<IssuerRow> wanted, CreditPolicy policy, CancellationToken cancellationToken)
    {
        var issuers = await wanted.OrderBy(row => row.Code).Take(IssuersMax).ToListAsync(cancellationToken);
        var latest = await portal.Indicators
            .FromSql($"""
                select distinct on (issuer_id) * from portal.indicators
                order by issuer_id, fiscal_year desc, version desc
                """)
            .AsNoTracking()
            .ToDictionaryAsync(row => row.IssuerId, cancellationToken);
        var debts = await DebtsAsync(portal, cancellationToken);
        var records = await RecordsAsync(portal, cancellationToken);
        return issuers.ConvertAll(issuer =>
        {
            var (bonds, owed) = debts.GetValueOrDefault(issuer.Id);
            var (onTime, late, open) = records.GetValueOrDefault(issuer.Id);
            return new IssuerLine
            {
                Id = issuer.Id,
                Code = issuer.Code,
                Name = new(issuer.NameJa, issuer.NameEn),
                Kind = issuer.Kind,
                Prefecture = issuer.Prefecture,
                IsInvented = issuer.IsInvented,
                Tier = TierOf(policy, issuer, latest.GetValueOrDefault(issuer.Id)),
                Bonds = bonds,
                Outstanding = Money.FromYen(owed),
                PaidOnTime = onTime,
                PaidLate = late,
                InDefault = open,
            };
        });
    }

    internal static CreditTier? TierOf(CreditPolicy policy, IssuerRow issuer, IndicatorRow? row) =>
        row is null || issuer.Kind == IssuerKind.NationalGovernment
            ? null
            : policy.Assess(IndicatorReading.Of(row, issuer.Kind)).TierOrNull;

    private static IQueryable<IssuerRow> Narrow(IQueryable<IssuerRow> issuers, IssuerFilter filter)
    {
        if (filter.Prefecture is { } prefecture) issuers = issuers.Where(row => row.Prefecture == prefecture);
        if (filter.Words is not { Length: > 0 } words) return issuers;
        var pattern = "%" + words.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return issuers.Where(row =>
            EF.Functions.ILike(row.NameJa, pattern) || EF.Functions.ILike(row.NameEn, pattern)
            || EF.Functions.ILike(row.Code, pattern));
    }

    private static async Task<Dictionary<long, (int Bonds, long OwedYen)>> DebtsAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var rows = await (
            from issue in portal.Issues
            where Offerings.BondQueries.PublicStates.Contains(issue.State)
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId into allotments
            from allotment in allotments.DefaultIfEmpty()
            let owed = issue.State == IssueState.Live && issue.Product == BondProduct.FixedIncome && allotment != null
                ? issue.DenominationYen * allotment.AllottedTokens
                : 0
            group owed by issue.IssuerId into issuer
            select new { Id = issuer.Key, Bonds = issuer.Count(), Owed = issuer.Sum() })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => (row.Bonds, row.Owed));
    }

    private static async Task<Dictionary<long, (int OnTime, int Late, int Open)>> RecordsAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var rows = await (
            from run in portal.PaymentRuns
            join issue in portal.Issues on run.IssueId equals issue.Id
            group run by issue.IssuerId into issuer
            select new
            {
                Id = issuer.Key,
                OnTime = issuer.Count(run => run.State == PaymentRunState.Paid && run.DefaultedAt == null),
                Late = issuer.Count(run => run.State == PaymentRunState.Paid && run.DefaultedAt != null),
                Open = issuer.Count(run => run.State == PaymentRunState.Defaulted),
            }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => (row.OnTime, row.Late, row.Open));
    }
}
