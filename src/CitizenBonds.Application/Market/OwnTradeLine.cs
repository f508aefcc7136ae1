using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>One of a person's own trades.</summary>
/// <param name="Cash">Paid or received in all: price, interest and own fee.</param>
public sealed record OwnTradeLine(
    long SeriesId, long Number, long OrderSequence, DateTimeOffset At, OrderSide Side, Money Price, Quantity Quantity,
    Money Accrued, Money Fee, Money Cash);
