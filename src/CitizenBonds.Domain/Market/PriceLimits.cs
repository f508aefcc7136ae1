using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>What a price that moved too far does to trading.</summary>
public enum PriceHalt
{
    None,

    /// <summary>Trading pauses and resumes by call auction.</summary>
    Pause,

    /// <summary>Trading rests until the closing call auction.</summary>
    UntilClosingCall,
}

/// <summary>
/// Limits of one day against the previous close. A match at the limit or beyond does not happen; it halts trading. The
/// first limit works once a day. Orders and cancels are accepted during a halt. Call auctions that reopen after a pause
/// are held to the second limit, the closing auction to none.
/// </summary>
public sealed record PriceLimits
{
    /// <summary>10 % by default.</summary>
    public Rate FirstLimit { get; init; } = Rate.FromPerMillion(100_000);

    /// <summary>20 % by default.</summary>
    public Rate SecondLimit { get; init; } = Rate.FromPerMillion(200_000);

    /// <summary>Length of the pause: 30 minutes by default.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(30);

    public static PriceLimits Default { get; } = new();

    /// <summary>What trading at this price would cause.</summary>
    /// <param name="price">In ticks.</param>
    /// <param name="previousClose">In ticks, above zero.</param>
    /// <param name="hasPausedToday">The first limit has been reached before on this day.</param>
    public PriceHalt Decide(long price, long previousClose, bool hasPausedToday)
    {
        Guard.Positive(previousClose, nameof(previousClose));
        var moved = Int128.Abs((Int128)price - previousClose) * 1_000_000;
        if (moved >= (Int128)previousClose * SecondLimit.PerMillion) return PriceHalt.UntilClosingCall;
        return !hasPausedToday && moved >= (Int128)previousClose * FirstLimit.PerMillion
            ? PriceHalt.Pause
            : PriceHalt.None;
    }

    /// <summary>The prices at which trading goes on, both ends included.</summary>
    public (long Lowest, long Highest) Allowed(long previousClose, bool hasPausedToday)
    {
        var limit = (hasPausedToday ? SecondLimit : FirstLimit).PerMillion;
        var move = (long)ExactDivision.Divide(
            (Int128)Guard.Positive(previousClose, nameof(previousClose)) * limit, 1_000_000,
            MidpointRounding.ToPositiveInfinity);
        return (previousClose - move + 1, previousClose + move - 1); // At the limit itself trading halts.
    }
}
