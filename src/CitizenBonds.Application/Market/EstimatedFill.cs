using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>What an order would do now, from the book as it stands.</summary>
/// <param name="Filled">Tokens that would trade at once; zero during a call, when nobody can know.</param>
/// <param name="AveragePrice">Of what would trade; null when nothing would.</param>
/// <param name="Cash">Paid or received for it: value, interest and fee.</param>
/// <param name="Hold">Of a purchase: what would be set aside for the whole order; of a sale zero.</param>
/// <param name="IsHeldByPriceLimit">
/// Part of it would wait for an auction, because its price is beyond the limit.
/// </param>
public sealed record EstimatedFill(
    Quantity Filled, Quantity Left, Money? AveragePrice, Money Value, Money Accrued, Money Fee, Money Cash, Money Hold,
    bool IsHeldByPriceLimit);
