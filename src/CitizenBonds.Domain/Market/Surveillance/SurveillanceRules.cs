using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>
/// What is looked for on every trading day, in public: simple sums that anybody can follow. A hit is a question to a
/// person who decides, not a verdict.
/// </summary>
public sealed record SurveillanceRules
{
    /// <summary>Tokens that have to come back between the same two people on one day: 10 by default.</summary>
    public long ReturnedMin { get; init; } = 10;

    /// <summary>Of what passed one way between two people the share that came back: a half by default.</summary>
    public Rate ReturnedShareMin { get; init; } = Rate.FromPerMillion(500_000);

    /// <summary>Different prices at which orders were laid: 3 by default.</summary>
    public int LayersMin { get; init; } = 3;

    /// <summary>What was laid, as a multiple of what was traded on the other side: 3 by default.</summary>
    public long LayeredMultiple { get; init; } = 3;

    /// <summary>Longest life of a laid order: five minutes by default.</summary>
    public TimeSpan LayerLifeMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Before the closing call, together with the closing auction: ten minutes by default.</summary>
    public TimeSpan CloseWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Share of the window's trading on one person's side: a half by default.</summary>
    public Rate CloseShareMin { get; init; } = Rate.FromPerMillion(500_000);

    /// <summary>How far the price moved in the window: 2 % by default.</summary>
    public Rate CloseMoveMin { get; init; } = Rate.FromPerMillion(20_000);

    /// <summary>Tokens of the person in the window: 10 by default.</summary>
    public long CloseTokensMin { get; init; } = 10;

    public static SurveillanceRules Default { get; } = new();

    /// <summary>All hits of a day, by rule and then by their first trade.</summary>
    public IReadOnlyList<SurveillanceHit> Find(WatchedDay day) =>
    [
        .. WashTrades.Find(day, this), .. Layering.Find(day, this), .. MarkingTheClose.Find(day, this),
    ];
}
