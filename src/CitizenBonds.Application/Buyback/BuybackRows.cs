using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Buyback;

/// <summary>Reads a programme's row as the domain's rules and state.</summary>
internal static class BuybackRows
{
    public static BuybackPolicy PolicyOf(BuybackProgrammeRow row) => new()
    {
        Target = Money.FromYen(row.TargetYen),
        Gain = Rate.FromPerMillion(row.GainPpm),
        Elasticity = (double)row.Elasticity,
        PriceMargin = Rate.FromPerMillion(row.MarginPpm),
        OperationMax = Money.FromYen(row.SliceMaxYen),
        Participation = Rate.FromPerMillion(row.ParticipationPpm),
        Concentration = Rate.FromPerMillion(row.ConcentrationPpm),
    };

    public static BuybackState StateOf(BuybackProgrammeRow row) => BuybackState.Of(
        Money.FromYen(row.SpentYen), Quantity.FromTokens(row.BoughtTokens), row.Operations,
        isStopped: row.State != BuybackProgrammeState.Running);

    public static IReadOnlyList<DateTimeOffset> MomentsOf(BuybackProgrammeRow row, MarketRules rules) =>
        new BuybackCalendar(row.FirstDay, row.LastDay, row.SlicesPerDay)
            .Moments(rules.Calendar, rules.Schedule, PortalTime.Offset);

    /// <summary>What the central bank had of the series and the issuer, and what this programme added.</summary>
    public static (Holding Series, Holding Issuer) HoldingsOf(BuybackProgrammeRow row, Money denomination)
    {
        var bought = denomination * Quantity.FromTokens(row.BoughtTokens);
        return (
            new(Money.FromYen(row.SeriesOutstandingYen), Money.FromYen(row.SeriesHeldYen) + bought),
            new(Money.FromYen(row.IssuerOutstandingYen), Money.FromYen(row.IssuerHeldYen) + bought));
    }

    public static void Add(
        Data.PortalContext portal, long programmeId, BuybackEventKind kind, Guid? actor, DateTimeOffset now) =>
        portal.BuybackEvents.Add(
            new BuybackEventRow { ProgrammeId = programmeId, Kind = kind, Actor = actor, HappenedAt = now });

    public static bool HasEnded(BuybackProgrammeState state) =>
        state is BuybackProgrammeState.Completed or BuybackProgrammeState.Stopped;
}
