using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

public sealed record PlanBuybackCommand(long SeriesId, BuybackPlanFields Fields);

public sealed record PlannedBuyback(long ProgrammeId);

/// <summary>The central bank publishes the rules of a programme. Nothing is bought before it is started.</summary>
public sealed class PlanBuyback(CommandRunner commands, MarketRules rules)
{
    public Task<Outcome<PlannedBuyback>> ExecuteAsync(
        PlanBuybackCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(PlanBuyback), key, input, actor.UserId, now),
            (portal, token) => PlanAsync(portal, input, actor, now, token),
            cancellationToken);

    /// <summary>What cannot be read of the typed fields; empty when all can.</summary>
    public static IReadOnlyList<DraftFault> FindFaults(BuybackPlanFields fields) =>
        BuybackFigures.Read(fields).Faults;

    private async Task<Outcome<PlannedBuyback>> PlanAsync(
        PortalContext portal, PlanBuybackCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.CentralBank)) return Refusal.Of(BuybackRefusal.NotFound);
        // Two plans for one series wait for each other here.
        await portal.Database.ExecuteSqlAsync(
            $"select issue_id from portal.mining_series where issue_id = {input.SeriesId} for update",
            cancellationToken);
        if (await BuybackSeries.FindAsync(portal, input.SeriesId, cancellationToken) is not { } series)
            return Refusal.Of(BuybackRefusal.SeriesNotLive);
        var (figures, faults) = BuybackFigures.Read(input.Fields);
        if (figures is null) return Refusal.Of(BuybackRefusal.PlanHasFaults, ("count", (long)faults.Count));
        if (await IsUnderWayAsync(portal, input.SeriesId, cancellationToken))
            return Refusal.Of(BuybackRefusal.ProgrammeUnderWay);
        if (FindRefusal(figures, series, PortalTime.DayOf(now)) is { } refusal) return refusal;

        var investor = new InvestorRow
        {
            UserId = Guid.NewGuid(), Kind = InvestorKind.CentralBank, IdentityState = IdentityState.Approved,
            IdentityDecidedAt = now, CreatedAt = now,
        };
        portal.Investors.Add(investor);
        await portal.SaveChangesAsync(cancellationToken);
        var cash = await AccountBook.OpenAsync(portal, AccountPlan.InvestorCash(investor.Id), cancellationToken);
        await AccountBook.OpenAsync(
            portal, AccountPlan.InvestorTokens(investor.Id, series.Issue.AssetId!.Value, cash), cancellationToken);
        var row = RowOf(figures, series, investor.Id, now);
        portal.BuybackProgrammes.Add(row);
        await portal.SaveChangesAsync(cancellationToken);
        BuybackRows.Add(portal, row.Id, BuybackEventKind.Planned, actor.UserId, now);
        return new PlannedBuyback(row.Id);
    }

    internal Refusal? FindRefusal(BuybackFigures figures, BuybackSeries series, DateOnly today)
    {
        var plan = PlanOf(figures, series);
        if (plan.FindRefusal(today) is not { } refusal) return null;
        var reachable = plan.Policy.PriceMargin <= BuybackPlan.MarginMax && plan.Policy.Concentration <= Whole;
        return Refusal.Of(
            refusal,
            ("target", plan.Policy.Target),
            ("exists", reachable ? plan.HighestPrice * series.Series.Room(Whole, series.Denomination) : Money.Zero),
            ("price", plan.Price),
            ("slice", plan.Policy.OperationMax),
            ("slices", (long)plan.Moments.Count),
            ("reach", reachable ? plan.HighestPrice * plan.Room : Money.Zero),
            ("earliest", PortalTime.DayOf(series.IssuedAt + BuybackPolicy.Blackout).AddDays(1)));
    }

    internal BuybackPlan PlanOf(BuybackFigures figures, BuybackSeries series)
    {
        var calendar = new BuybackCalendar(figures.FirstDay, figures.LastDay, figures.SlicesPerDay);
        var days = figures.LastDay.DayNumber - figures.FirstDay.DayNumber;
        var isSane = days is >= 0 and <= BuybackCalendar.DaysMax
            && figures.SlicesPerDay is >= 1 and <= BuybackCalendar.SlicesPerDayMax;
        return new BuybackPlan
        {
            Policy = new BuybackPolicy
            {
                Target = Money.FromYen(figures.TargetYen),
                Gain = Rate.FromPerMillion(figures.GainPpm),
                Elasticity = (double)figures.Elasticity,
                PriceMargin = Rate.FromPerMillion(figures.MarginPpm),
                OperationMax = Money.FromYen(figures.SliceMaxYen),
                Participation = Rate.FromPerMillion(figures.ParticipationPpm),
                Concentration = Rate.FromPerMillion(figures.ConcentrationPpm),
            },
            Calendar = calendar,
            Moments = isSane ? calendar.Moments(rules.Calendar, rules.Schedule, PortalTime.Offset) : [],
            WindowHours = figures.WindowHours,
            SeriesIssuedAt = series.IssuedAt,
            Price = series.Price,
            Denomination = series.Denomination,
            Series = series.Series,
        };
    }

    private static readonly Rate Whole = Rate.FromPercent(100);

    private static Task<bool> IsUnderWayAsync(
        PortalContext portal, long seriesId, CancellationToken cancellationToken) =>
        portal.BuybackProgrammes.AnyAsync(
            row => row.SeriesId == seriesId && row.State != BuybackProgrammeState.Completed
                && row.State != BuybackProgrammeState.Stopped,
            cancellationToken);

    private static BuybackProgrammeRow RowOf(
        BuybackFigures figures, BuybackSeries series, long investorId, DateTimeOffset now) => new()
    {
        SeriesId = series.Issue.Id,
        InvestorId = investorId,
        State = BuybackProgrammeState.Planned,
        TargetYen = figures.TargetYen,
        GainPpm = figures.GainPpm,
        Elasticity = figures.Elasticity,
        MarginPpm = figures.MarginPpm,
        SliceMaxYen = figures.SliceMaxYen,
        ParticipationPpm = figures.ParticipationPpm,
        ConcentrationPpm = figures.ConcentrationPpm,
        WindowHours = figures.WindowHours,
        FirstDay = figures.FirstDay,
        LastDay = figures.LastDay,
        SlicesPerDay = figures.SlicesPerDay,
        Retires = figures.Retires,
        SeriesOutstandingYen = series.Series.Outstanding.MinorUnits,
        SeriesHeldYen = series.Series.Held.MinorUnits,
        IssuerOutstandingYen = series.Issuer.Outstanding.MinorUnits,
        IssuerHeldYen = series.Issuer.Held.MinorUnits,
        PlannedAt = now,
        Version = 1,
    };
}
