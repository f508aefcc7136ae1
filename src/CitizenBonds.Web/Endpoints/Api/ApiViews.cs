using CitizenBonds.Application.Market;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>An order to be placed. The limit may be any number, so that one off the tick is refused by name.</summary>
internal sealed record ApiNewOrder
{
    public required string Isin { get; init; }

    public required OrderSide Side { get; init; }

    public OrderType Type { get; init; } = OrderType.Limit;

    /// <summary>Yen for one token; absent for a market order.</summary>
    public decimal? LimitYen { get; init; }

    public required long Quantity { get; init; }

    /// <summary>Last day the order may rest; absent for the day of the order alone.</summary>
    public DateOnly? GoodTill { get; init; }
}

internal sealed record ApiOrder(
    string Isin, long Number, OrderSide Side, OrderType Type, long? LimitYen, long Quantity, long Filled, long Left,
    long? AveragePriceYen, long HeldYen, MarketOrderState State, DateOnly? GoodTill, DateTimeOffset AcceptedAt,
    DateTimeOffset ChangedAt)
{
    public static ApiOrder Of(OrderLine line) => new(
        line.Isin, line.Sequence, line.Side, line.Type, line.Limit?.MinorUnits, line.Quantity.Tokens,
        line.Filled.Tokens, line.Left.Tokens, line.AveragePrice?.MinorUnits, line.Held.MinorUnits, line.State,
        line.GoodTill, line.AcceptedAt, line.ChangedAt);
}

/// <param name="CashYen">Paid or received in all: price, interest and own fee.</param>
internal sealed record ApiTrade(
    string Isin, long Number, long Order, OrderSide Side, long PriceYen, long Quantity, long AccruedYen, long FeeYen,
    long CashYen, DateTimeOffset At)
{
    public static ApiTrade Of(string isin, OwnTradeLine line) => new(
        isin, line.Number, line.OrderSequence, line.Side, line.Price.MinorUnits, line.Quantity.Tokens,
        line.Accrued.MinorUnits, line.Fee.MinorUnits, line.Cash.MinorUnits, line.At);
}

/// <param name="Next">Address of the next page; null on the last.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

internal sealed record ApiCancelled(int Orders);

internal sealed record ApiSeries(
    string Isin, string TitleJa, string TitleEn, string IssuerJa, string IssuerEn, string Tier, long CouponPpm,
    DateOnly MaturesOn, long DenominationYen, long? LastYen)
{
    public static ApiSeries Of(TradedBond bond) => new(
        bond.Isin, bond.Title.In("ja"), bond.Title.In("en"), bond.Issuer.In("ja"), bond.Issuer.In("en"),
        bond.Tier.ToString(), bond.Coupon.PerMillion, bond.MaturityDate, bond.Denomination.MinorUnits,
        bond.Last?.MinorUnits);
}

internal sealed record ApiLevel(long PriceYen, long Quantity, int Orders)
{
    public static ApiLevel Of(BookLevel level) =>
        new(level.Price.MinorUnits, level.Tokens.Tokens, level.Orders);
}

/// <summary>What the auction of the running call would give now.</summary>
internal sealed record ApiIndicative(long PriceYen, long Quantity);

internal sealed record ApiBook(
    string Isin, long Version, SessionState Session, DateTimeOffset? SessionEndsAt, bool IsHaltedByOperator,
    IReadOnlyList<ApiLevel> Bids, IReadOnlyList<ApiLevel> Asks, ApiIndicative? Indicative, long PreviousCloseYen,
    long? LastYen, DateTimeOffset? LastAt, long Volume)
{
    public static ApiBook Of(string isin, OrderBookView book) => new(
        isin, book.Version, book.Session, book.SessionEndsAt, book.IsHaltedByOperator,
        [.. book.Bids.Select(ApiLevel.Of)], [.. book.Asks.Select(ApiLevel.Of)],
        book.Indicative is { } price ? new ApiIndicative(price.Price, price.Volume) : null,
        book.PreviousClose.MinorUnits, book.Last?.MinorUnits, book.LastAt, book.Volume.Tokens);
}

internal sealed record ApiPublicTrade(long Number, DateTimeOffset At, long PriceYen, long Quantity, TradeTaker Taker)
{
    public static ApiPublicTrade Of(TradeLine line) =>
        new(line.Number, line.At, line.Price.MinorUnits, line.Quantity.Tokens, line.Taker);
}

/// <summary>The first event of a stream.</summary>
/// <param name="IsResumed">
/// True when all own events since the last one received follow; otherwise read orders and trades first.
/// </param>
internal sealed record ApiStreamStart(string Isin, long Version, bool IsResumed);
