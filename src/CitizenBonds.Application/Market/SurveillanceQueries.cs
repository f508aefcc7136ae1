using System.Text.Json;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Market.Surveillance;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <param name="Users">The accounts of the people, in the order of the hit's investors.</param>
public sealed record SurveillanceLine(
    long Id, long SeriesId, string Isin, BothNames Title, DateOnly Day, SurveillanceHit Hit,
    IReadOnlyList<Guid> Users);

/// <summary>A trade of a hit as the auditor looks at it.</summary>
public sealed record EvidenceTrade(
    long Number, DateTimeOffset At, long Price, long Quantity, long Buyer, long Seller, long BuyOrder, long SellOrder);

/// <summary>An order of a hit.</summary>
/// <param name="ChangedAt">When it was over.</param>
public sealed record EvidenceOrder(
    long Number, DateTimeOffset At, bool IsBuy, long Price, long Quantity, DateTimeOffset ChangedAt);

public sealed record SurveillanceEvidence(IReadOnlyList<EvidenceTrade> Trades, IReadOnlyList<EvidenceOrder> Orders);

/// <summary>What surveillance found, for the auditor.</summary>
public sealed class SurveillanceQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesPerPage = 50;
    private const int EvidenceMax = 1_000;

    /// <summary>Newest day first.</summary>
    /// <param name="before">Only hits that stand behind this one in the list; null for the newest.</param>
    public async Task<IReadOnlyList<SurveillanceLine>> ListAsync(
        (DateOnly Day, long Id)? before, CancellationToken cancellationToken)
    {
        var (day, id) = before ?? (DateOnly.MaxValue, long.MaxValue);
        return await LinesAsync(
            rows => rows.Where(row => row.Day < day || (row.Day == day && row.Id < id)), cancellationToken);
    }

    /// <returns>Null when there is no such hit.</returns>
    public async Task<SurveillanceLine?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await LinesAsync(rows => rows.Where(row => row.Id == id), cancellationToken)).SingleOrDefault();

    public async Task<SurveillanceEvidence> EvidenceAsync(
        SurveillanceLine line, CancellationToken cancellationToken)
    {
        var (seriesId, numbers, laid) = (line.SeriesId, line.Hit.Trades.ToArray(), line.Hit.Orders.ToArray());
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var trades = await portal.MarketTrades.AsNoTracking()
            .Where(row => row.SeriesId == seriesId && numbers.Contains(row.Number))
            .OrderBy(row => row.Number)
            .Select(row => new EvidenceTrade(
                row.Number, row.TradedAt, row.Price, row.Quantity, row.BuyerId, row.SellerId, row.BuySequence,
                row.SellSequence))
            .Take(EvidenceMax).ToListAsync(cancellationToken);
        var orders = await (
            from order in portal.MarketOrders.AsNoTracking()
            join entry in portal.MarketLog.AsNoTracking()
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            where order.SeriesId == seriesId && laid.Contains(order.Sequence)
            orderby order.Sequence
            select new EvidenceOrder(
                order.Sequence, entry.AcceptedAt, entry.Side == Domain.Market.OrderSide.Buy, entry.Price,
                entry.Quantity, order.ChangedAt)).Take(EvidenceMax).ToListAsync(cancellationToken);
        return new SurveillanceEvidence(trades, orders);
    }

    private async Task<IReadOnlyList<SurveillanceLine>> LinesAsync(
        Func<IQueryable<Data.Market.SurveillanceHitRow>, IQueryable<Data.Market.SurveillanceHitRow>> choose,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from hit in choose(portal.SurveillanceHits.AsNoTracking())
            join issue in portal.Issues on hit.SeriesId equals issue.Id
            orderby hit.Day descending, hit.Id descending
            select new { Row = hit, issue.Isin, issue.TitleJa, issue.TitleEn })
            .Take(LinesPerPage).ToListAsync(cancellationToken);
        var hits = rows.ConvertAll(row => JsonSerializer.Deserialize<SurveillanceHit>(row.Row.Evidence)
            ?? throw new InvalidOperationException($"The evidence of hit {row.Row.Id} cannot be read."));
        var people = hits.SelectMany(hit => hit.Investors).Distinct().ToArray();
        var users = await portal.Investors.AsNoTracking().Where(row => people.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.UserId, cancellationToken);
        return [.. rows.Zip(hits, (row, hit) => new SurveillanceLine(
            row.Row.Id, row.Row.SeriesId, row.Isin ?? "", new BothNames(row.TitleJa, row.TitleEn), row.Row.Day, hit,
            [.. hit.Investors.Select(id => users[id])]))];
    }
}
