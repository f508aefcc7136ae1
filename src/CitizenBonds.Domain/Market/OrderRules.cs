using System.Diagnostics;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>
/// Decides whether an order may enter the market. Parameters are the defaults of the rules of the market.
/// </summary>
public sealed record OrderRules
{
    /// <summary>Largest share of an issue in one order: 30 % by default.</summary>
    public Rate OrderShareMax { get; init; } = Rate.FromPerMillion(300_000);

    /// <summary>Limits this far from the previous close are refused: 50 % by default.</summary>
    public Rate PriceRange { get; init; } = Rate.FromPerMillion(500_000);

    public PriceLimits Limits { get; init; } = PriceLimits.Default;

    public PhasedEntry Entry { get; init; } = PhasedEntry.Default;

    public static OrderRules Default { get; } = new();

    /// <param name="today">The day at the portal.</param>
    /// <returns>The refusal, or null when the order may enter.</returns>
    public OrderRefusal? FindRefusal(OrderRequest order, SeriesState series, DateOnly today)
    {
        if (series.State == SessionState.Closed) return OrderRefusal.MarketClosed;
        if (order.Type is OrderType.ImmediateOrCancel or OrderType.FillOrKill
            && series.State != SessionState.Continuous) return OrderRefusal.NeedsContinuousTrading;
        if (order.Quantity <= 0) return OrderRefusal.QuantityNotPositive;
        if ((Int128)order.Quantity * 1_000_000 > (Int128)series.IssueSize.Tokens * OrderShareMax.PerMillion)
            return OrderRefusal.AboveShareOfIssue;
        if (order.Type != OrderType.Market && FindPriceRefusal(order.Limit, series) is { } badPrice) return badPrice;
        if (order.GoodTill < today) return OrderRefusal.GoodTillDatePassed;
        if (order.Side == OrderSide.Sell)
            return order.Quantity > order.FreeTokens ? OrderRefusal.TokensTooFew : null;

        var quantity = Quantity.FromTokens(order.Quantity);
        var price = CoveringPrice(order, series);
        var entry = Entry.Decide(
            order.Investor, today, quantity, price, order.Committed, series.PreviousClose * series.IssueSize);
        if (entry.Refusal is { } refusal) return Named(refusal);
        return price * quantity > order.FreeCash ? OrderRefusal.CashTooLow : null;
    }

    /// <summary>
    /// What is set aside for one token of a purchase: the limit, or the highest price that can trade today.
    /// </summary>
    public Money CoveringPrice(OrderRequest order, SeriesState series) =>
        order.Type == OrderType.Market
            ? Money.FromYen(Limits.Allowed(series.PreviousClose.MinorUnits, hasPausedToday: true).Highest)
            : order.Limit;

    /// <summary>The lowest and the highest limit that can come on a day after this close.</summary>
    public (long Lowest, long Highest) PricesAround(long previousClose)
    {
        var away = (long)((Int128)previousClose * PriceRange.PerMillion / 1_000_000);
        return (Math.Max(1, previousClose - away), checked(previousClose + away));
    }

    private OrderRefusal? FindPriceRefusal(Money limit, SeriesState series)
    {
        if (limit.MinorUnits <= 0 || limit.MinorUnits % series.Tick.MinorUnits != 0) return OrderRefusal.PriceOffTick;
        var away = Int128.Abs((Int128)limit.MinorUnits - series.PreviousClose.MinorUnits) * 1_000_000;
        return away > (Int128)series.PreviousClose.MinorUnits * PriceRange.PerMillion
            ? OrderRefusal.PriceOutOfRange
            : null;
    }

    private static OrderRefusal Named(EntryRefusal refusal) => refusal switch
    {
        EntryRefusal.IdentityNotChecked => OrderRefusal.IdentityNotChecked,
        EntryRefusal.KnowledgeTestMissing => OrderRefusal.KnowledgeTestMissing,
        EntryRefusal.KnowledgeTestTooOld => OrderRefusal.KnowledgeTestTooOld,
        EntryRefusal.LossSimulationNotSeen => OrderRefusal.LossSimulationNotSeen,
        EntryRefusal.AboveFirstPhaseLimit or EntryRefusal.AboveSecondPhaseLimit
            or EntryRefusal.AboveProfessionalLimit => OrderRefusal.AbovePositionLimit,
        _ => throw new UnreachableException(),
    };
}
