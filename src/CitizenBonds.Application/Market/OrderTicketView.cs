using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>What a person needs to know to write an order.</summary>
/// <param name="Limit">Most they may own of the issue, at price.</param>
/// <param name="Committed">Owned and bid for already, at price.</param>
/// <param name="AccruedOnOne">Interest on one token today, rounded down; of a trade it is rounded once.</param>
/// <param name="QuantityMax">Most tokens in one order.</param>
public sealed record OrderTicketView(
    OrderBookView Book, bool IsTraded, Quantity FreeTokens, Money FreeCash, Money Limit, Money Committed,
    Money AccruedOnOne, Quantity QuantityMax, Money LowestLimit, Money HighestLimit, DateOnly LastGoodTill,
    BondTerms Terms);
