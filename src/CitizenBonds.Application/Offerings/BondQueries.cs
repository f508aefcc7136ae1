using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>Bonds as anybody may see them: from the announcement on, never drafts or what was refused before.</summary>
public sealed class BondQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <summary>More than one page shows at once is never asked for.</summary>
    public const int BondsMax = 1_000;

    internal static readonly IssueState[] PublicStates =
        [IssueState.Announced, IssueState.Live, IssueState.Redeemed, IssueState.CrowdFailed];

    /// <returns>Open sales first, by their end; then the others, newest first.</returns>
    public async Task<IReadOnlyList<BondLine>> FindAsync(
        BondFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Narrow(Joined(portal), filter, now)
            .OrderByDescending(row => row.Issue.Id)
            .Take(BondsMax)
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => BondLine.Of(row.Issue, row.Issuer, row.Purpose, now))
                .Where(line => filter.YieldMin is null || line.YieldPercent >= filter.YieldMin)
                .Where(line => filter.YieldMax is null || line.YieldPercent <= filter.YieldMax)
                .OrderByDescending(line => line.IsOpenNow)
                .ThenBy(line => line.IsOpenNow ? line.SaleClosesAt : DateTimeOffset.MaxValue)
                .ThenByDescending(line => line.IssueId),
        ];
    }

    internal static IQueryable<JoinedBond> Joined(PortalContext portal) =>
        from issue in portal.Issues.AsNoTracking()
        where PublicStates.Contains(issue.State)
        join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
        join purpose in portal.Purposes on issue.PurposeId equals purpose.Id
        select new JoinedBond { Issue = issue, Issuer = issuer, Purpose = purpose };

    private static IQueryable<JoinedBond> Narrow(IQueryable<JoinedBond> bonds, BondFilter filter, DateTimeOffset now)
    {
        if (filter.IssuerCode is { } code) bonds = bonds.Where(row => row.Issuer.Code == code);
        if (filter.Prefecture is { } prefecture) bonds = bonds.Where(row => row.Issuer.Prefecture == prefecture);
        if (filter.MaturesFrom is { } from) bonds = bonds.Where(row => row.Issue.MaturityDate >= from);
        if (filter.MaturesTo is { } to) bonds = bonds.Where(row => row.Issue.MaturityDate <= to);
        if (filter.Purpose is { } kind) bonds = bonds.Where(row => row.Purpose.Kind == kind);
        if (filter.OpenOnly)
        {
            bonds = bonds.Where(row => row.Issue.State == IssueState.Announced
                && row.Issue.SaleOpensAt <= now && row.Issue.SaleClosesAt > now);
        }

        if (filter.Words is { Length: > 0 } words)
        {
            var pattern = "%" + words.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
            bonds = bonds.Where(row =>
                EF.Functions.ILike(row.Issue.TitleJa, pattern) || EF.Functions.ILike(row.Issue.TitleEn, pattern)
                || EF.Functions.ILike(row.Issuer.NameJa, pattern) || EF.Functions.ILike(row.Issuer.NameEn, pattern)
                || EF.Functions.ILike(row.Purpose.NameJa, pattern) || EF.Functions.ILike(row.Purpose.NameEn, pattern));
        }

        return bonds;
    }
}

/// <summary>An issue with what it belongs to.</summary>
internal sealed class JoinedBond
{
    public required IssueRow Issue { get; init; }
    public required IssuerRow Issuer { get; init; }
    public required PurposeRow Purpose { get; init; }
}
