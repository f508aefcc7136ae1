using CitizenBonds.Application.Offerings;

namespace CitizenBonds.Application.Buyback;

/// <summary>A programme as typed. Money in yen, shares in percent.</summary>
public sealed record BuybackPlanFields
{
    public string? Target { get; init; } = "";

    public string? Gain { get; init; } = "20";

    public string? Elasticity { get; init; } = "1";

    public string? Margin { get; init; } = "2";

    public string? SliceMax { get; init; } = "";

    public string? Participation { get; init; } = "25";

    public string? Concentration { get; init; } = "33";

    public string? WindowHours { get; init; } = "72";

    public string? FirstDay { get; init; } = "";

    public string? LastDay { get; init; } = "";

    public string? SlicesPerDay { get; init; } = "4";

    /// <summary>"true": what is bought is taken out of circulation.</summary>
    public string? Retires { get; init; } = "";
}

/// <summary>The figures of a plan that can be read; whether they make sense is another question.</summary>
internal sealed record BuybackFigures(
    long TargetYen, long GainPpm, decimal Elasticity, long MarginPpm, long SliceMaxYen, long ParticipationPpm,
    long ConcentrationPpm, int WindowHours, DateOnly FirstDay, DateOnly LastDay, int SlicesPerDay, bool Retires)
{
    private const long PercentMax = 1_000;
    private const long HoursMax = 100_000;
    private const long SlicesMax = 100_000;

    /// <summary>
    /// Bounds here are of what can be computed with; the rules' own bounds have refusals with their names.
    /// </summary>
    public static (BuybackFigures? Figures, IReadOnlyList<DraftFault> Faults) Read(BuybackPlanFields typed)
    {
        var reader = new DraftReader();
        var target = reader.Whole(nameof(typed.Target), typed.Target, 0, IssueDraftCheck.FaceYenMax);
        var gain = reader.Percent(nameof(typed.Gain), typed.Gain, PercentMax);
        var elasticity = reader.Figure(nameof(typed.Elasticity), typed.Elasticity, PercentMax);
        var margin = reader.Percent(nameof(typed.Margin), typed.Margin, PercentMax);
        var sliceMax = reader.Whole(nameof(typed.SliceMax), typed.SliceMax, 0, IssueDraftCheck.FaceYenMax);
        var participation = reader.Percent(nameof(typed.Participation), typed.Participation, PercentMax);
        var concentration = reader.Percent(nameof(typed.Concentration), typed.Concentration, PercentMax);
        var window = reader.Whole(nameof(typed.WindowHours), typed.WindowHours, 0, HoursMax);
        var firstDay = reader.Date(nameof(typed.FirstDay), typed.FirstDay);
        var lastDay = reader.Date(nameof(typed.LastDay), typed.LastDay);
        var slices = reader.Whole(nameof(typed.SlicesPerDay), typed.SlicesPerDay, 0, SlicesMax);
        if (reader.Faults.Count > 0) return (null, reader.Faults);
        return (
            // Nothing is null when nothing is at fault.
            new BuybackFigures(
                target!.Value, Ppm(gain!.Value), elasticity!.Value, Ppm(margin!.Value), sliceMax!.Value,
                Ppm(participation!.Value), Ppm(concentration!.Value), (int)window!.Value, firstDay!.Value,
                lastDay!.Value, (int)slices!.Value, typed.Retires == IssueDraftFields.Yes),
            []);
    }

    /// <summary>Exact: a percentage is read with four decimals at most.</summary>
    private static long Ppm(decimal percent) => (long)(percent * 10_000m);
}
