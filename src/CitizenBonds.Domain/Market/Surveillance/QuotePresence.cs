using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>How long a market maker's quote stood while trading was continuous, as exact as the log.</summary>
public readonly record struct QuotePresence(TimeSpan Session, TimeSpan Quoted)
{
    /// <summary>Rounds down; null when trading was never continuous.</summary>
    public Rate? Share => Session <= TimeSpan.Zero
        ? null
        : Rate.FromPerMillion((long)((Int128)Quoted.Ticks * 1_000_000 / Session.Ticks));

    public static QuotePresence operator +(QuotePresence one, QuotePresence other) =>
        new(one.Session + other.Session, one.Quoted + other.Quoted);

    public static QuotePresence Add(QuotePresence one, QuotePresence other) => one + other;
}
