using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <param name="Orders">How many were still open and are cancelled now.</param>
public sealed record CancelledOrders(int Orders);

/// <summary>Cancels every open order of a person, in one series or in all.</summary>
public sealed class CancelAllOrders(IDbContextFactory<PortalContext> contexts, CancelOrder cancel)
{
    /// <summary>A market maker's whole quote and more; what is beyond is cancelled by the next call.</summary>
    public const int OrdersMax = 10_000;

    /// <param name="seriesId">Null for all series.</param>
    /// <param name="key">Each order's cancel has a key of its own made from it.</param>
    public async Task<Outcome<CancelledOrders>> ExecuteAsync(
        long? seriesId, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!ClientIds.IsFit(key) || key.Length > 40) return Refusal.Of(MarketRefusal.ClientIdUnfit);
        var open = await OpenAsync(seriesId, actor, cancellationToken);
        var outcomes = await Task.WhenAll(open.Select(order => cancel.ExecuteAsync(
            new CancelOrderCommand(order.SeriesId, order.Sequence),
            string.Create(CultureInfo.InvariantCulture, $"{key}.{order.SeriesId}.{order.Sequence}"),
            actor,
            now,
            cancellationToken)));
        // One that was filled meanwhile is simply not among the cancelled.
        return new CancelledOrders(outcomes.Count(outcome => outcome.AsRefusal is null));
    }

    private async Task<List<MarketOrderRow>> OpenAsync(
        long? seriesId, Guid actor, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MarketOrders.AsNoTracking()
            .Where(order => order.State == MarketOrderState.Open
                && (seriesId == null || order.SeriesId == seriesId)
                && portal.Investors.Any(row => row.Id == order.InvestorId && row.UserId == actor))
            .OrderBy(order => order.SeriesId).ThenBy(order => order.Sequence)
            .Take(OrdersMax)
            .ToListAsync(cancellationToken);
    }
}
