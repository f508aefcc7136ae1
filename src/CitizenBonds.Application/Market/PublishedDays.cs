using CitizenBonds.Data;
using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>A trading day of a series for the public, over or still running.</summary>
public sealed record PublishedDay(long SeriesId, string Isin, DateOnly Day, bool IsOver, TradingDayRecord Record);

/// <summary>
/// The orders of a trading day as anybody may recompute its trades from. Orders carry their number and no name.
/// </summary>
public sealed class PublishedDays(IDbContextFactory<PortalContext> contexts, MarketRules rules)
{
    /// <returns>Null when the series did not open on that day.</returns>
    public async Task<PublishedDay?> FindAsync(
        string isin, DateOnly day, DateOnly today, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issue = await portal.Issues.AsNoTracking()
            .Where(row => row.Isin == isin)
            .Select(row => new { row.Id, PriceYen = row.StopOutPriceYen ?? row.PriceYen })
            .SingleOrDefaultAsync(cancellationToken);
        if (issue is null) return null;
        var hasOpened = await portal.MarketLog.AnyAsync(
            row => row.SeriesId == issue.Id && row.Kind == MarketEntryKind.Session && row.Day == day,
            cancellationToken);
        if (!hasOpened) return null;
        var last = await portal.MarketLog
            .Where(row => row.SeriesId == issue.Id && row.Kind == MarketEntryKind.Session && row.Day > day)
            .MinAsync(row => (long?)row.Sequence, cancellationToken);
        var rows = await portal.MarketLog.AsNoTracking()
            .Where(row => row.SeriesId == issue.Id && (last == null || row.Sequence < last))
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);
        var record = TradingDayRecord.Of(
            rows.Select(row => row.ToEntry()), day, issue.PriceYen, rules.Orders, rules.Schedule);
        return new PublishedDay(issue.Id, isin, day, day < today, record);
    }
}
