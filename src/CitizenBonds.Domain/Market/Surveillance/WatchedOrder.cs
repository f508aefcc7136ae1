namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>An order placed on a day, and how it ended on that day.</summary>
/// <param name="Price">Limit in yen; zero for a market order.</param>
/// <param name="Filled">Tokens traded on the day.</param>
/// <param name="CancelledAt">By its owner; null when it was not.</param>
public sealed record WatchedOrder(
    long Number, long Investor, OrderSide Side, long Price, long Quantity, long Filled, DateTimeOffset PlacedAt,
    DateTimeOffset? CancelledAt);
