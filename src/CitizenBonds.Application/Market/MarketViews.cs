using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>All orders of one price.</summary>
public sealed record BookLevel(Money Price, Quantity Tokens, int Orders);

/// <summary>A series as everybody may see it now.</summary>
public sealed record OrderBookView
{
    public required long SeriesId { get; init; }

    /// <summary>Grows with everything that happens in the series: equal numbers, equal views.</summary>
    public required long Version { get; init; }

    public required SessionState Session { get; init; }

    /// <summary>When the session ends by the calendar; null while closed or halted by the operator.</summary>
    public required DateTimeOffset? SessionEndsAt { get; init; }

    public required bool IsHaltedByOperator { get; init; }

    /// <summary>Best first. During a call nothing is matched, so bids and offers may cross.</summary>
    public required IReadOnlyList<BookLevel> Bids { get; init; }

    public required IReadOnlyList<BookLevel> Asks { get; init; }

    /// <summary>What the auction of the running call would give now; null outside a call or when nothing meets.</summary>
    public required AuctionPrice? Indicative { get; init; }

    public required Money PreviousClose { get; init; }

    /// <summary>Null before the first trade.</summary>
    public required Money? Last { get; init; }

    public required DateTimeOffset? LastAt { get; init; }

    /// <summary>Tokens traded today.</summary>
    public required Quantity Volume { get; init; }

    /// <summary>Price times quantity of today's trades.</summary>
    public required Money Turnover { get; init; }

    /// <summary>Of the citizens' orders alone: best offer less best bid; null without either.</summary>
    public required Money? RetailSpread { get; init; }

    public Money? BestBid => Bids.Count > 0 ? Bids[0].Price : null;

    public Money? BestAsk => Asks.Count > 0 ? Asks[0].Price : null;

    public Money? Spread => BestAsk - BestBid;
}

/// <summary>One of a person's own orders.</summary>
public sealed record OrderLine(
    long SeriesId,
    long Sequence,
    string Isin,
    Offerings.BothNames Title,
    OrderSide Side,
    OrderType Type,
    Money? Limit,
    Quantity Quantity,
    Quantity Filled,
    Quantity Left,
    Money? AveragePrice,
    Money Held,
    MarketOrderState State,
    DateOnly? GoodTill,
    DateTimeOffset AcceptedAt,
    DateTimeOffset ChangedAt)
{
    public bool IsOpen => State == MarketOrderState.Open;
}

/// <summary>One trade as everybody may see it.</summary>
public sealed record TradeLine(
    long SeriesId, long Number, DateTimeOffset At, Money Price, Quantity Quantity, TradeTaker Taker);

/// <summary>One of a person's own trades.</summary>
/// <param name="Cash">Paid or received in all: price, interest and own fee.</param>
public sealed record OwnTradeLine(
    long SeriesId, long Number, long OrderSequence, DateTimeOffset At, OrderSide Side, Money Price, Quantity Quantity,
    Money Accrued, Money Fee, Money Cash);

/// <summary>One day of the market's calendar.</summary>
public sealed record MarketDay(
    DateOnly Day,
    bool IsTradingDay,
    DateTimeOffset PreOpenAt,
    DateTimeOffset OpenAt,
    DateTimeOffset ClosingCallAt,
    DateTimeOffset CloseAt);

/// <summary>The reference price of a window and what was left out of it.</summary>
/// <param name="Price">Null when nothing traded in the window.</param>
public sealed record ReferencePriceView(
    DateTimeOffset From, DateTimeOffset To, ReferencePrice? Price, Money? Exponential);

/// <summary>What an order would do now, from the book as it stands.</summary>
/// <param name="Filled">Tokens that would trade at once; zero during a call, when nobody can know.</param>
/// <param name="AveragePrice">Of what would trade; null when nothing would.</param>
/// <param name="Cash">Paid or received for it: value, interest and fee.</param>
/// <param name="Hold">Of a purchase: what would be set aside for the whole order; of a sale zero.</param>
/// <param name="IsHeldByPriceLimit">Part of it would wait for an auction, because its price is beyond the limit.</param>
public sealed record EstimatedFill(
    Quantity Filled, Quantity Left, Money? AveragePrice, Money Value, Money Accrued, Money Fee, Money Cash, Money Hold,
    bool IsHeldByPriceLimit);

/// <summary>What a person needs to know to write an order.</summary>
/// <param name="Limit">Most they may own of the issue, at price.</param>
/// <param name="Committed">Owned and bid for already, at price.</param>
/// <param name="AccruedOnOne">Interest on one token today, rounded down; the interest of a trade is rounded once.</param>
/// <param name="QuantityMax">Most tokens in one order.</param>
public sealed record OrderTicketView(
    OrderBookView Book, bool IsTraded, Quantity FreeTokens, Money FreeCash, Money Limit, Money Committed,
    Money AccruedOnOne, Quantity QuantityMax, Money LowestLimit, Money HighestLimit, DateOnly LastGoodTill);
