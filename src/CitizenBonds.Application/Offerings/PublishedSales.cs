using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>A sale as it was allotted: all that is needed to allot it again.</summary>
/// <param name="SeedHex">Of the draw; its commitment was published when the sale was announced.</param>
public sealed record PublishedSale(
    long IssueId, string Isin, long Supply, long Minimum, long Multiple, string SeedHex, string CommitmentHex,
    bool ResidentsFirst);

/// <param name="Allotted">What this application received.</param>
public sealed record PublishedApplication(long Id, long Quantity, bool IsResident, long Allotted);

/// <summary>Terms and sales as files that anybody can recompute. Applications carry a number and no name.</summary>
public sealed class PublishedSales(IDbContextFactory<PortalContext> contexts)
{
    public const int Batch = 5_000;

    /// <returns>The canonical terms exactly as they were hashed; null when no such bond is public.</returns>
    public async Task<string?> FindTermsAsync(string isin, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Issues
            .Where(row => row.Isin == isin && BondQueries.PublicStates.Contains(row.State))
            .Select(row => row.TermsJson)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <returns>Null until the sale has been allotted.</returns>
    public async Task<PublishedSale?> FindAsync(string isin, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from issue in portal.Issues.AsNoTracking()
            where issue.Isin == isin && issue.SaleMethod == SaleMethod.FixedPrice
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId
            select new { Issue = issue, allotment.Seed }).SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new PublishedSale(
                found.Issue.Id, isin, found.Issue.SizeTokens, found.Issue.MinimumTokens, found.Issue.MultipleTokens,
                Convert.ToHexStringLower(found.Seed), Convert.ToHexStringLower(found.Issue.DrawCommitment ?? []),
                found.Issue.ResidentsFirst);
    }

    /// <returns>In the order in which they were allotted, after <paramref name="afterId"/>; at most a batch.</returns>
    public async Task<IReadOnlyList<PublishedApplication>> ApplicationsAsync(
        long issueId, long afterId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Applications
            .Where(row => row.IssueId == issueId && row.Id > afterId)
            .Where(row => row.State == ApplicationState.Allotted || row.State == ApplicationState.NotAllotted)
            .OrderBy(row => row.Id)
            .Take(Batch)
            .Select(row => new PublishedApplication(row.Id, row.Quantity, row.IsResident, row.AllottedQuantity ?? 0))
            .ToListAsync(cancellationToken);
    }
}
