namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>What was found. Stored: codes never change.</summary>
public enum SurveillanceRule
{
    /// <summary>A person traded with themselves in an auction.</summary>
    SelfTrade = 1,

    /// <summary>Two people sold each other the same tokens back and forth.</summary>
    WashTrades = 2,

    /// <summary>Orders were laid on one side to trade on the other, and taken away unfilled.</summary>
    Layering = 3,

    /// <summary>A person moved the closing price.</summary>
    MarkingTheClose = 4,
}

/// <summary>One hit with its evidence.</summary>
/// <param name="Investors">One person, or two in the order of their numbers.</param>
/// <param name="Trades">Numbers of the trades, oldest first.</param>
/// <param name="Orders">Numbers of the laid orders, oldest first; empty for other rules.</param>
/// <param name="Tokens">Traded with oneself, come back, laid, or traded before the close.</param>
/// <param name="MeasurePpm">
/// The share that came back, laid as a multiple of traded, or the move of the price; in millionths, rounded towards
/// zero.
/// </param>
public sealed record SurveillanceHit(
    SurveillanceRule Rule, IReadOnlyList<long> Investors, IReadOnlyList<long> Trades, IReadOnlyList<long> Orders,
    long Tokens, long MeasurePpm);
