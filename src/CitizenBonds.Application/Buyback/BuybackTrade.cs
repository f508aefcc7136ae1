namespace CitizenBonds.Application.Buyback;

/// <summary>A trade as a recomputation needs it.</summary>
public sealed record BuybackTrade(long Number, DateTimeOffset At, long Price, long Quantity);
