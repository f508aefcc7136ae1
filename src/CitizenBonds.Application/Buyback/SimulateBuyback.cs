using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>What a plan would have done on the trading days before today, and whether it may be planned.</summary>
/// <param name="Refusal">Null when it may.</param>
/// <param name="Result">Null while a figure cannot be read or is refused.</param>
/// <param name="Days">Trading days that were looked at.</param>
public sealed record BuybackTrial(Refusal? Refusal, SimulatedProgramme? Result, int Days);

/// <summary>The central bank tries a plan on past trading before anything is bought.</summary>
public sealed class SimulateBuyback(
    IDbContextFactory<PortalContext> contexts, PlanBuyback plans, MarketRules rules)
{
    private const int MomentsMax = 600;
    private const int BackDaysMax = 400;

    public async Task<BuybackTrial> RunAsync(
        PlanBuybackCommand input, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await BuybackSeries.FindAsync(portal, input.SeriesId, cancellationToken) is not { } series)
            return new(Refusal.Of(BuybackRefusal.SeriesNotLive), null, 0);
        var (figures, faults) = BuybackFigures.Read(input.Fields);
        if (figures is null)
            return new(Refusal.Of(BuybackRefusal.PlanHasFaults, ("count", (long)faults.Count)), null, 0);
        var today = PortalTime.DayOf(now);
        if (plans.FindRefusal(figures, series, today) is { } refusal) return new(refusal, null, 0);

        var plan = plans.PlanOf(figures, series);
        var moments = PastMoments(plan, series, today);
        var trades = moments.Count == 0
            ? []
            : await TradesAsync(
                portal, input.SeriesId, moments[0].AddHours(-figures.WindowHours), cancellationToken);
        var market = new BuybackMarket
        {
            Now = now, SeriesIssuedAt = series.IssuedAt, BestAsk = null, Reference = null,
            WindowVolume = Quantity.Zero, Denomination = series.Denomination, Series = series.Series,
            Issuer = series.Issuer,
        };
        var result = BuybackSimulation.Run(plan.Policy, market, figures.WindowHours, trades, moments);
        return new(null, result, moments.Select(PortalTime.DayOf).Distinct().Count());
    }

    /// <summary>As many trading days as the plan has, the last of them yesterday, none before the issue.</summary>
    private IReadOnlyList<DateTimeOffset> PastMoments(BuybackPlan plan, BuybackSeries series, DateOnly today)
    {
        var days = plan.Moments.Select(PortalTime.DayOf).Distinct().Count();
        var first = today;
        for (var back = 0; back < BackDaysMax && days > 0; back++)
        {
            first = first.AddDays(-1);
            if (rules.Calendar.IsBusinessDay(first)) days--;
        }

        var issued = PortalTime.DayOf(series.IssuedAt);
        if (first < issued) first = issued;
        if (first >= today) return [];
        var moments = (plan.Calendar with { FirstDay = first, LastDay = today.AddDays(-1) })
            .Moments(rules.Calendar, rules.Schedule, PortalTime.Offset);
        return [.. moments.TakeLast(MomentsMax)];
    }

    private static async Task<IReadOnlyList<ObservedTrade>> TradesAsync(
        PortalContext portal, long seriesId, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var rows = await portal.MarketTrades.Where(row => row.SeriesId == seriesId && row.TradedAt >= from)
            .OrderBy(row => row.Number)
            .Select(row => new { row.Number, row.TradedAt, row.Price, row.Quantity })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new ObservedTrade(
            row.Number, row.TradedAt, Money.FromYen(row.Price), Quantity.FromTokens(row.Quantity)));
    }
}
