using CitizenBonds.Application.Offerings;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>One criterion as typed: its public weight, the first score and what that rests on.</summary>
public sealed record CriterionFields(string? Weight, string? Score, string? Evidence);

/// <summary>A mining government bond as the treasury types it.</summary>
public sealed record MiningBondFields
{
    /// <summary>The deficit its proceeds are booked against; always a deficit.</summary>
    public required OpenPurposeCommand Deficit { get; init; }

    /// <summary>Titles, size, prices and dates; what a mining bond leaves no choice in is set by the portal.</summary>
    public required IssueDraftFields Bond { get; init; }

    /// <summary>The index on the first day.</summary>
    public string? BaseValue { get; init; } = "100";

    /// <summary>Four, in the order of the criteria.</summary>
    public required IReadOnlyList<CriterionFields> Criteria { get; init; }
}
