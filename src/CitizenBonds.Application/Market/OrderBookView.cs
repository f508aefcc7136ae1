using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

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

    /// <summary>
    /// What the auction of the running call would give now; null outside a call or when nothing meets.
    /// </summary>
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
