namespace CitizenBonds.Application.Market;

/// <summary>One day of the market's calendar.</summary>
public sealed record MarketDay(
    DateOnly Day,
    bool IsTradingDay,
    DateTimeOffset PreOpenAt,
    DateTimeOffset OpenAt,
    DateTimeOffset ClosingCallAt,
    DateTimeOffset CloseAt);
