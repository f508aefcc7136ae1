namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>An entry of the log of a series with the moment at which it took effect.</summary>
public sealed record TimedEntry(MarketEntry Entry, DateTimeOffset At);
