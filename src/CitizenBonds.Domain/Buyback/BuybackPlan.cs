using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>A programme before it starts, judged against the series as it stands now. Pure.</summary>
public sealed record BuybackPlan
{
    public static readonly Rate MarginMax = Rate.FromPercent(10);
    public static readonly Rate ConcentrationMax = Rate.FromPercent(33);
    public const int WindowHoursMax = 31 * 24;

    public required BuybackPolicy Policy { get; init; }

    public required BuybackCalendar Calendar { get; init; }

    /// <summary>The moments of the calendar.</summary>
    public required IReadOnlyList<DateTimeOffset> Moments { get; init; }

    public required int WindowHours { get; init; }

    public required DateTimeOffset SeriesIssuedAt { get; init; }

    /// <summary>The last price of the series; its issue price before the first trade.</summary>
    public required Money Price { get; init; }

    public required Money Denomination { get; init; }

    public required Holding Series { get; init; }

    /// <returns>The refusal, or null when the programme may be planned.</returns>
    public BuybackPlanRefusal? FindRefusal(DateOnly today)
    {
        if (!Policy.Target.IsPositive) return BuybackPlanRefusal.TargetZero;
        if (Policy.PriceMargin <= MarginMax && Policy.Target > CostOf(Outstanding))
            return BuybackPlanRefusal.TargetBeyondSeries;
        return FindParameterRefusal() ?? FindCalendarRefusal(today) ?? FindContradiction();
    }

    /// <summary>The highest price a slice could pay if the reference were the last price.</summary>
    public Money HighestPrice => BuybackController.Ceiling(Policy, Price);

    /// <summary>Whole tokens the programme may still buy under its share of the series.</summary>
    public Quantity Room => Series.Room(Policy.Concentration, Denomination);

    private Quantity Outstanding => Series.Room(Rate.FromPercent(100), Denomination);

    private BuybackPlanRefusal? FindParameterRefusal()
    {
        var all = Rate.FromPercent(100);
        if (Policy.Gain <= Rate.Zero || Policy.Gain > all) return BuybackPlanRefusal.GainOutOfRange;
        if (Policy.Elasticity is not (>= 0 and <= 10)) return BuybackPlanRefusal.ElasticityOutOfRange;
        if (Policy.PriceMargin < Rate.Zero || Policy.PriceMargin > MarginMax) return BuybackPlanRefusal.MarginTooWide;
        if (Policy.Participation <= Rate.Zero || Policy.Participation > all)
            return BuybackPlanRefusal.ParticipationOutOfRange;
        if (Policy.Concentration <= Rate.Zero || Policy.Concentration > ConcentrationMax)
            return BuybackPlanRefusal.ConcentrationOutOfRange;
        return WindowHours is < 1 or > WindowHoursMax ? BuybackPlanRefusal.WindowOutOfRange : null;
    }

    private BuybackPlanRefusal? FindCalendarRefusal(DateOnly today)
    {
        var days = Calendar.LastDay.DayNumber - Calendar.FirstDay.DayNumber;
        if (Calendar.FirstDay <= today || days is < 0 or > BuybackCalendar.DaysMax
            || Calendar.SlicesPerDay is < 1 or > BuybackCalendar.SlicesPerDayMax)
            return BuybackPlanRefusal.CalendarOutOfRange;
        if (Moments.Count == 0) return BuybackPlanRefusal.NoTradingDay;
        return Moments[0] < SeriesIssuedAt + BuybackPolicy.Blackout ? BuybackPlanRefusal.StartsInBlackout : null;
    }

    private BuybackPlanRefusal? FindContradiction()
    {
        if (Policy.OperationMax < Price) return BuybackPlanRefusal.SliceBelowOneToken;
        if (Policy.OperationMax > Policy.Target) return BuybackPlanRefusal.SliceAboveTarget;
        if ((Int128)Policy.OperationMax.MinorUnits * Moments.Count < Policy.Target.MinorUnits)
            return BuybackPlanRefusal.SlicesBelowTarget;
        return CostOf(Room) < Policy.Target ? BuybackPlanRefusal.ConcentrationBelowTarget : null;
    }

    private Money CostOf(Quantity tokens) => HighestPrice * tokens;
}
