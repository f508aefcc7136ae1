using System.Text.Json;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>Commands between machines, by way of the database, and what the calendar asks of each machine.</summary>
public sealed class MarketInbox(IDbContextFactory<PortalContext> contexts)
{
    private const int SeriesPerRoundMax = 1_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(1);

    /// <summary>False when there is no such series, or it was never sold.</summary>
    internal async Task<bool> IsOpenAsync(long seriesId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketSeries.AnyAsync(row => row.SeriesId == seriesId, cancellationToken)
            || await portal.Issues.AnyAsync(
                row => row.Id == seriesId && row.State == IssueState.Live, cancellationToken);
    }

    /// <returns>The number under which the answer will be found.</returns>
    internal async Task<long> SendAsync(
        MarketRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = new MarketInboxRow
        {
            SeriesId = request.SeriesId, Body = JsonSerializer.Serialize(request), SentAt = now,
        };
        portal.MarketInbox.Add(row);
        await portal.SaveChangesAsync(cancellationToken);
        return row.Id;
    }

    /// <returns>Null when the writer has not answered within a second.</returns>
    internal async Task<MarketAnswer?> AnswerAsync(long id, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < LookFor)
        {
            await using (var portal = await contexts.CreateDbContextAsync(cancellationToken))
            {
                var answer = await portal.MarketInbox.Where(row => row.Id == id).Select(row => row.Answer)
                    .SingleOrDefaultAsync(cancellationToken);
                if (answer is not null) return MarketAnswer.FromJson(answer);
            }

            await Task.Delay(LookEvery, cancellationToken);
        }

        return null;
    }

    /// <summary>One question for both lists below, for nearly always both are empty.</summary>
    internal async Task<bool> HasWorkAsync(Guid node, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketSeries.AnyAsync(
            series => (series.NextDueAt <= now && (series.Writer == node || series.Writer == null))
                || (series.Writer == node
                    && portal.MarketInbox.Any(row => row.Answer == null && row.SeriesId == series.SeriesId)),
            cancellationToken);
    }

    internal async Task<List<PendingCommand>> WaitingAsync(
        Guid node, DateTimeOffset now, int countMax, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from row in portal.MarketInbox.AsNoTracking()
            join series in portal.MarketSeries on row.SeriesId equals series.SeriesId
            where row.Answer == null && series.Writer == node
            orderby row.Id
            select new { row.Id, row.Body }).Take(countMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new PendingCommand(
            JsonSerializer.Deserialize<MarketRequest>(row.Body)
                ?? throw new InvalidOperationException($"Message {row.Id} of the market cannot be read."),
            now)
        {
            InboxId = row.Id,
        });
    }

    /// <summary>Series with a step of their day due that this machine writes, or nobody does.</summary>
    internal async Task<List<long>> DueSeriesAsync(
        Guid node, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketSeries
            .Where(row => row.NextDueAt <= now && (row.Writer == node || row.Writer == null))
            .OrderBy(row => row.NextDueAt).ThenBy(row => row.SeriesId)
            .Select(row => row.SeriesId)
            .Take(SeriesPerRoundMax)
            .ToListAsync(cancellationToken);
    }
}
