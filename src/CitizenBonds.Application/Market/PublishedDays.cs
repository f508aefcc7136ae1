using CitizenBonds.Data;
using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>A trading day of a series for the public, over or still running.</summary>
public sealed record PublishedDay(long SeriesId, string Isin, DateOnly Day, bool IsOver, TradingDayRecord Record);

/// <summary>
/// The orders of a trading day as anybody may recompute its trades from. Orders carry their number and no name. A day
/// that is over is kept; one that is running is replayed from the close before it.
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
        if (day < today && await KeptAsync(portal, issue.Id, day, cancellationToken) is { } kept)
            return new PublishedDay(issue.Id, isin, day, IsOver: true, kept);
        var before = await portal.MarketDays.AsNoTracking()
            .Where(row => row.SeriesId == issue.Id && row.Day < day)
            .OrderByDescending(row => row.LastSequence).Select(row => row.State).FirstOrDefaultAsync(cancellationToken);
        var state = before is null
            ? DayEndState.Of(SeriesRun.Start(issue.PriceYen, rules.Orders, rules.Schedule))
            : DayEndState.FromJson(before);
        var log = portal.MarketLog.AsNoTracking()
            .Where(row => row.SeriesId == issue.Id && row.Sequence > state.Sequence);
        var hasOpened = await log.AnyAsync(
            row => row.Kind == MarketEntryKind.Session && row.Day == day, cancellationToken);
        if (!hasOpened) return null;
        var last = await log.Where(row => row.Kind == MarketEntryKind.Session && row.Day > day)
            .MinAsync(row => (long?)row.Sequence, cancellationToken);
        var rows = await log.Where(row => last == null || row.Sequence < last)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);
        var record = TradingDayRecord.Of(state.ToRun(rules), rows.Select(row => row.ToEntry()), day);
        return new PublishedDay(issue.Id, isin, day, day < today, record);
    }

    /// <summary>Null when the day is not kept yet, or was closed more than once and is put together again.</summary>
    private static async Task<TradingDayRecord?> KeptAsync(
        PortalContext portal, long seriesId, DateOnly day, CancellationToken cancellationToken)
    {
        var kept = await portal.MarketDays.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && row.Day == day)
            .Select(row => row.Record).Take(2).ToListAsync(cancellationToken);
        return kept is [var only] ? KeptRecord.Read(only) : null;
    }
}
