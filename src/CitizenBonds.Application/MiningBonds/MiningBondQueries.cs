using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Pricing.TechnicalValue;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>Mining bonds and their technical value.</summary>
public sealed class MiningBondQueries(IDbContextFactory<PortalContext> contexts)
{
    private const int BondsMax = 200;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<MiningBondLine>> AllAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from series in portal.MiningSeries
            join issue in portal.Issues on series.IssueId equals issue.Id
            orderby issue.Id descending
            select issue).AsNoTracking().Take(BondsMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(LineOf);
    }

    public async Task<bool> IsMiningBondAsync(string isin, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MiningSeries.AnyAsync(
            series => portal.Issues.Any(issue => issue.Id == series.IssueId && issue.Isin == isin),
            cancellationToken);
    }

    /// <returns>Null when there is no such mining bond.</returns>
    public async Task<MiningBondView?> FindAsync(string isin, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from series in portal.MiningSeries.AsNoTracking()
            join issue in portal.Issues on series.IssueId equals issue.Id
            join purpose in portal.Purposes on issue.PurposeId equals purpose.Id
            where issue.Isin == isin
            select new { Series = series, Issue = issue, Purpose = purpose }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) return null;
        var rows = await portal.TechnicalRecords.AsNoTracking()
            .Where(row => row.SeriesId == found.Issue.Id)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellationToken);
        var allotted = await portal.Allotments.Where(row => row.IssueId == found.Issue.Id)
            .Select(row => (long?)row.AllottedTokens).SingleOrDefaultAsync(cancellationToken);
        var outstanding = await portal.Accounts
            .Where(row => row.AssetId == found.Issue.AssetId && row.Kind == AccountKind.Issuance)
            .Select(row => row.Debits - row.Credits).SingleOrDefaultAsync(cancellationToken);
        var history = new TechnicalHistory(found.Series, rows);
        return new MiningBondView
        {
            Line = LineOf(found.Issue),
            BaseValue = found.Series.BaseValue,
            Value = history.Value,
            Criteria = history.Criteria,
            WeightedScore = history.WeightedScore,
            Peers = history.Peers,
            Percentile = history.Peers.Count == 0
                ? null
                : TechnicalValueIndex.Percentile(
                    history.WeightedScore, [.. history.Peers.Select(peer => peer.Score)]),
            Records = history.Records,
            BrokenAt = TechnicalRecord.FindBreak(
                rows.ConvertAll(row => (row.ToRecord(), Hash256.FromBytes(row.Hash)))),
            Deficit = new(found.Purpose.NameJa, found.Purpose.NameEn),
            DeficitAmount = Money.FromYen(found.Purpose.AmountYen),
            Proceeds = allotted is { } tokens ? Money.FromYen(checked(tokens * found.Issue.PaidPriceYen)) : null,
            Outstanding = Quantity.FromTokens(outstanding),
        };
    }

    private static MiningBondLine LineOf(IssueRow issue) => new(
        issue.Id, issue.Isin ?? "", new(issue.TitleJa, issue.TitleEn), issue.State,
        Money.FromYen(issue.DenominationYen), Quantity.FromTokens(issue.SizeTokens));
}
