using System.Text.Json;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Market.Surveillance;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>
/// Reads the log of each trading day once after its close: keeps the day as the public may recompute it, measures the
/// market makers and looks for what surveillance looks for. Goes on where it stopped, so nothing is read twice.
/// </summary>
public sealed class FinishMarketDays(IDbContextFactory<PortalContext> contexts, MarketRules rules) : IWorker
{
    private const int SeriesPerRoundMax = 5;
    private const int DaysPerRoundMax = 50;
    private const int EntriesPerRoundMax = 50_000;

    // Where a series stood when nothing was found to finish: it is not looked at again before it has moved on.
    private readonly Dictionary<long, (DateOnly? Day, SessionState Session)> _nothingAt = [];

    public string Name => "market-days";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    /// <returns>How many days were finished.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (done, series) = (0, 0);
        foreach (var (seriesId, at) in await GrownAsync(cancellationToken))
        {
            if (_nothingAt.TryGetValue(seriesId, out var before) && before == at) continue;
            var days = await FinishAsync(seriesId, cancellationToken);
            if (days == 0) _nothingAt[seriesId] = at;
            done += days;
            if (days > 0 && ++series == SeriesPerRoundMax) break;
        }

        return done;
    }

    /// <summary>Series whose log has grown since the last day that was kept, and where they stand.</summary>
    private async Task<List<(long SeriesId, (DateOnly? Day, SessionState Session) At)>> GrownAsync(
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.MarketSeries
            .Where(series => series.LastSequence > (portal.MarketDays.Where(day => day.SeriesId == series.SeriesId)
                .Max(day => (long?)day.LastSequence) ?? 0))
            .OrderBy(series => series.SeriesId)
            .Select(series => new { series.SeriesId, series.SessionDay, series.Session })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.SeriesId, (row.SessionDay, row.Session)));
    }

    private async Task<int> FinishAsync(long seriesId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var last = await portal.MarketDays.Where(row => row.SeriesId == seriesId)
            .OrderByDescending(row => row.LastSequence)
            .Select(row => new { row.State, row.LastTrade, row.LastSequence })
            .FirstOrDefaultAsync(cancellationToken);
        var days = await DaysAsync(portal, seriesId, last?.LastSequence ?? 0, cancellationToken);
        if (days.Count == 0) return 0;
        var issuePrice = await portal.Issues.Where(row => row.Id == seriesId)
            .Select(row => row.StopOutPriceYen ?? row.PriceYen).SingleAsync(cancellationToken);
        var state = last is null
            ? DayEndState.Of(SeriesRun.Start(issuePrice, rules.Orders, rules.Schedule))
            : DayEndState.FromJson(last.State);
        var makers = await portal.MarketMakers.AsNoTracking().Where(row => row.SeriesId == seriesId)
            .ToListAsync(cancellationToken);
        var lastTrade = last?.LastTrade ?? 0;
        foreach (var entries in days)
            (state, lastTrade) = Finish(portal, seriesId, entries, state, lastTrade, makers);
        await portal.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return days.Count;
    }

    private (DayEndState State, long LastTrade) Finish(
        PortalContext portal, long seriesId, List<TimedEntry> entries, DayEndState before, long tradesBefore,
        List<MarketMakerRow> makers)
    {
        var close = entries[^1].Entry;
        var day = close.Day ?? throw new InvalidOperationException($"A close of series {seriesId} names no day.");
        var record = TradingDayRecord.Of(before.ToRun(rules), entries.Select(entry => entry.Entry), day);
        var run = before.ToRun(rules);
        var watches = makers.Where(row => row.FirstDay <= day && (row.LastDay is not { } end || end >= day))
            .Select(row => (Row: row, Watch: new QuoteWatch(run, row.InvestorId, MarketMakerTerms.Of(row))))
            .ToList();
        var watched = WatchedDay.Of(run, entries, tradesBefore, [.. watches.Select(pair => pair.Watch)]);
        var after = DayEndState.Of(run);
        var lastTrade = tradesBefore + watched.Trades.Count;
        portal.MarketDays.Add(new MarketDayRow
        {
            SeriesId = seriesId,
            LastSequence = close.Sequence,
            Day = day,
            LastTrade = lastTrade,
            State = after.ToJson(),
            Record = KeptRecord.Write(record),
        });
        portal.SurveillanceHits.AddRange(SurveillanceRules.Default.Find(watched).Select(hit => new SurveillanceHitRow
        {
            SeriesId = seriesId, Day = day, Rule = hit.Rule, Evidence = JsonSerializer.Serialize(hit),
        }));
        portal.MarketMakerDays.AddRange(watches.Where(pair => pair.Watch.Presence.Session > TimeSpan.Zero)
            .Select(pair => new MarketMakerDayRow
            {
                MakerId = pair.Row.Id,
                Day = day,
                SessionMicroseconds = pair.Watch.Presence.Session.Ticks / TimeSpan.TicksPerMicrosecond,
                QuotedMicroseconds = pair.Watch.Presence.Quoted.Ticks / TimeSpan.TicksPerMicrosecond,
            }));
        return (after, lastTrade);
    }

    /// <summary>What came after that number, cut after each close; a day that is not over is left for later.</summary>
    private static async Task<List<List<TimedEntry>>> DaysAsync(
        PortalContext portal, long seriesId, long after, CancellationToken cancellationToken)
    {
        var closes = await portal.MarketLog
            .Where(row => row.SeriesId == seriesId && row.Sequence > after && row.Kind == MarketEntryKind.Session
                && row.Session == SessionState.Closed)
            .OrderBy(row => row.Sequence)
            .Select(row => row.Sequence)
            .Take(DaysPerRoundMax)
            .ToListAsync(cancellationToken);
        if (closes.Count == 0) return [];
        // One busy day at a time, or many quiet ones.
        var end = closes.FindLast(close => close - after <= EntriesPerRoundMax) is > 0 and var many ? many : closes[0];
        var rows = await portal.MarketLog.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && row.Sequence > after && row.Sequence <= end)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);
        var days = new List<List<TimedEntry>> { new() };
        foreach (var row in rows)
        {
            days[^1].Add(new TimedEntry(row.ToEntry(), row.AcceptedAt));
            if (row is { Kind: MarketEntryKind.Session, Session: SessionState.Closed } && row.Sequence < end)
                days.Add([]);
        }

        return days;
    }
}
