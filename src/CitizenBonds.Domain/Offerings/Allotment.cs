using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>What one application receives; zero when nothing.</summary>
public sealed record Allotment(string ApplicationId, Quantity Quantity);

/// <summary>The outcome of a fixed-price sale, with everything needed to follow it by hand.</summary>
public sealed record AllotmentResult
{
    /// <summary>One for each application, in the order they were given.</summary>
    public required IReadOnlyList<Allotment> Allotments { get; init; }

    /// <summary>One for all, or residents first and then the others.</summary>
    public required IReadOnlyList<AllotmentRound> Rounds { get; init; }

    /// <summary>Tokens allotted; the rest of the supply stays unsold.</summary>
    public required Quantity Allotted { get; init; }

    /// <summary>Sum of all applications.</summary>
    public required Int128 Demand { get; init; }

    /// <summary>
    /// The common ceiling of the first round that could not be filled in full; null when nobody was cut.
    /// </summary>
    public Quantity? Ceiling => Rounds.FirstOrDefault(round => round.Ceiling is not null)?.Ceiling;

    /// <summary>Applications that took part in a draw, in the order drawn, round after round.</summary>
    public IEnumerable<string> DrawOrder => Rounds.SelectMany(round => round.DrawOrder);
}

/// <summary>One application of the ceiling rule to a group of applications.</summary>
public sealed record AllotmentRound
{
    /// <summary>True for the round of residents only.</summary>
    public required bool IsForResidents { get; init; }

    public required Quantity Supply { get; init; }

    /// <summary>
    /// Nobody receives more, except one further lot by draw; zero when not even the minimum reaches everybody.
    /// Null when every application was filled.
    /// </summary>
    public required Quantity? Ceiling { get; init; }

    /// <summary>
    /// Those who applied for more than the ceiling, lowest ticket first; empty when nothing was left to draw.
    /// </summary>
    public required IReadOnlyList<string> DrawOrder { get; init; }

    /// <summary>How many of <see cref="DrawOrder"/>, from the front, received one lot more.</summary>
    public required int Winners { get; init; }
}
