using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <param name="Cost">At the price of the sale.</param>
/// <param name="Next">Null when everything was paid.</param>
public sealed record Holding(
    string Isin,
    BothNames Title,
    Quantity Tokens,
    Money Face,
    Money Cost,
    Rate Coupon,
    DateOnly MaturityDate,
    UpcomingPayment? Next);
