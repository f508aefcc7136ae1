using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Pricing.TechnicalValue;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>A mining bond in a list.</summary>
public sealed record MiningBondLine(
    long SeriesId, string Isin, BothNames Title, IssueState State, Money Denomination, Quantity Size);

/// <summary>One record as the public sees it.</summary>
/// <param name="Value">The index after it; null for a peer.</param>
public sealed record TechnicalRecordLine(TechnicalRecord Record, string Hash, decimal? Value);

/// <summary>A criterion as it stands.</summary>
public sealed record CriterionLine(
    TechnicalCriterion Criterion, decimal Weight, decimal Score, decimal AtBase, string Evidence, DateOnly ScoredOn);

/// <summary>A mining bond with its technical value and its money.</summary>
public sealed record MiningBondView
{
    public required MiningBondLine Line { get; init; }

    public required decimal BaseValue { get; init; }

    public required decimal Value { get; init; }

    public required IReadOnlyList<CriterionLine> Criteria { get; init; }

    /// <summary>Weighted average of the criteria, 0 to 100, as peers are entered.</summary>
    public required decimal WeightedScore { get; init; }

    /// <summary>Latest score of each peer, best first.</summary>
    public required IReadOnlyList<(string Name, decimal Score)> Peers { get; init; }

    /// <summary>Share of the peers below, 0 to 1; null without peers.</summary>
    public required decimal? Percentile { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<TechnicalRecordLine> Records { get; init; }

    /// <summary>The first record that does not follow from the one before; null when the chain is whole.</summary>
    public required long? BrokenAt { get; init; }

    public required BothNames Deficit { get; init; }

    public required Money DeficitAmount { get; init; }

    /// <summary>What the primary sale raised; null before it is settled.</summary>
    public required Money? Proceeds { get; init; }

    public required Quantity Outstanding { get; init; }
}
