using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Disclosure;

/// <summary>One structured disclosure as anybody may read it.</summary>
/// <param name="Isin">The bond it is about; null when it is about the issuer.</param>
/// <param name="DaysLate">Whole days after it was due; zero when in time or not due by a date.</param>
/// <param name="Body">JSON.</param>
public sealed record PublicFiling(
    long Id, FilingKind Kind, int Version, string IssuerCode, BothNames Issuer, string? Isin, DateOnly? DueOn,
    DateTimeOffset FiledAt, int DaysLate, string Body);

/// <summary>The register of disclosures, newest first.</summary>
public sealed class FilingQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int FilingsPerPage = 50;

    /// <param name="issuerCode">Null for all.</param>
    /// <param name="kind">Null for all.</param>
    /// <param name="before">Older than this one; null for the newest.</param>
    /// <returns>At most one page and one more, by which a further page is known.</returns>
    public async Task<IReadOnlyList<PublicFiling>> FindAsync(
        string? issuerCode, FilingKind? kind, long? before, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Read(portal)
            .Where(row => issuerCode == null || row.IssuerCode == issuerCode)
            .Where(row => kind == null || row.Filing.Kind == kind)
            .Where(row => before == null || row.Filing.Id < before)
            .OrderByDescending(row => row.Filing.Id)
            .Take(FilingsPerPage + 1)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToView());
    }

    public async Task<PublicFiling?> FindOneAsync(long id, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return (await Read(portal).SingleOrDefaultAsync(row => row.Filing.Id == id, cancellationToken))?.ToView();
    }

    private static IQueryable<Found> Read(PortalContext portal) =>
        from filing in portal.Filings.AsNoTracking()
        join issuer in portal.Issuers on filing.IssuerId equals issuer.Id
        join issue in portal.Issues on filing.IssueId equals issue.Id into issues
        from issue in issues.DefaultIfEmpty()
        select new Found
        {
            Filing = filing,
            IssuerCode = issuer.Code,
            NameJa = issuer.NameJa,
            NameEn = issuer.NameEn,
            Isin = issue == null ? null : issue.Isin,
        };

    private sealed class Found
    {
        public required Data.Disclosure.FilingRow Filing { get; init; }
        public required string IssuerCode { get; init; }
        public required string NameJa { get; init; }
        public required string NameEn { get; init; }
        public required string? Isin { get; init; }

        public PublicFiling ToView() => new(
            Filing.Id, Filing.Kind, Filing.Version, IssuerCode, new(NameJa, NameEn), Isin, Filing.DueOn,
            Filing.FiledAt, DaysLate(), Filing.Body);

        private int DaysLate() => Filing.DueOn is { } due
            ? Math.Max(0, Time.PortalTime.DayOf(Filing.FiledAt).DayNumber - due.DayNumber)
            : 0;
    }
}
