using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>One trade as everybody may see it.</summary>
public sealed record TradeLine(
    long SeriesId, long Number, DateTimeOffset At, Money Price, Quantity Quantity, TradeTaker Taker);
