using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <param name="Orders">How many this command cancelled.</param>
public sealed record CancelledOrders(int Orders);

/// <summary>Cancels every open order of a person, in one series or in all.</summary>
/// <remarks>
/// Each order's cancel stands in the log under a key made of this command's. A command sent again finds them there:
/// it goes on with what it had not reached, lets younger orders be, and answers as before.
/// </remarks>
public sealed class CancelAllOrders(IDbContextFactory<PortalContext> contexts, CancelOrder cancel)
{
    /// <summary>A market maker's whole quote and more; what is beyond is cancelled by the next call.</summary>
    public const int OrdersMax = 10_000;

    /// <summary>Leaves room for the numbers of the order in the key of its cancel.</summary>
    public const int KeyLengthMax = 36;

    /// <param name="seriesId">Null for all series.</param>
    public async Task<Outcome<CancelledOrders>> ExecuteAsync(
        long? seriesId, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!ClientIds.IsFit(key) || key.Length > KeyLengthMax) return Refusal.Of(MarketRefusal.ClientIdUnfit);
        var start = string.Create(CultureInfo.InvariantCulture, $"{key}.{seriesId ?? 0}.");
        var earlier = await EarlierAsync(key, actor, cancellationToken);
        if (earlier.Exists(entry => !entry.Key.StartsWith(start, StringComparison.Ordinal)))
            return Refusal.Of(MarketRefusal.ClientIdReused);
        var firstAt = earlier.Count == 0 ? (DateTimeOffset?)null : earlier.Min(entry => entry.At);
        var open = await OpenAsync(seriesId, actor, firstAt, cancellationToken);
        var outcomes = await Task.WhenAll(open.Select(order => cancel.ExecuteAsync(
            new CancelOrderCommand(order.SeriesId, order.Sequence),
            string.Create(CultureInfo.InvariantCulture, $"{start}{order.SeriesId}.{order.Sequence}"),
            actor,
            now,
            cancellationToken)));
        // One that was filled meanwhile is simply not among the cancelled.
        return new CancelledOrders(earlier.Count + outcomes.Count(outcome => outcome.AsRefusal is null));
    }

    private async Task<List<(string Key, DateTimeOffset At)>> EarlierAsync(
        string key, Guid actor, CancellationToken cancellationToken)
    {
        var (from, to) = ($"{key}.", $"{key}/"); // The slash follows the dot.
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = await portal.MarketLog
            .FromSql(
                $"""
                select * from portal.market_log
                where investor_id = (select id from portal.investors where user_id = {actor})
                    and client_id > {from} and client_id < {to} and kind = {(short)MarketEntryKind.Cancel}
                """)
            .AsNoTracking()
            .Select(row => new { row.ClientId, row.AcceptedAt })
            .ToListAsync(cancellationToken);
        return entries.ConvertAll(entry => (entry.ClientId ?? "", entry.AcceptedAt));
    }

    private async Task<List<MarketOrderRow>> OpenAsync(
        long? seriesId, Guid actor, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.OpenMarketOrders.AsNoTracking()
            .Where(order => (seriesId == null || order.SeriesId == seriesId)
                && portal.Investors.Any(row => row.Id == order.InvestorId && row.UserId == actor)
                && (until == null || portal.MarketLog.Any(entry => entry.SeriesId == order.SeriesId
                    && entry.Sequence == order.Sequence && entry.AcceptedAt <= until)))
            .OrderBy(order => order.SeriesId).ThenBy(order => order.Sequence)
            .Take(OrdersMax)
            .ToListAsync(cancellationToken);
    }
}
