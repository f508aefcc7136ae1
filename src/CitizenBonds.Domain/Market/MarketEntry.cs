namespace CitizenBonds.Domain.Market;

/// <summary>What an entry of a series' log does. Stored: codes never change.</summary>
public enum MarketEntryKind
{
    Place = 1,

    /// <summary>Ends the order named by <see cref="MarketEntry.OrderSequence"/>.</summary>
    Cancel = 2,

    /// <summary>The series goes to <see cref="MarketEntry.Session"/>.</summary>
    Session = 3,
}

/// <summary>
/// One entry of the log of a series: an accepted command or a step of its day. The log alone decides every trade.
/// </summary>
public sealed record MarketEntry
{
    /// <summary>From 1, without gaps; also the number of the order it places.</summary>
    public required long Sequence { get; init; }

    public required MarketEntryKind Kind { get; init; }

    /// <summary>Whose order; zero for a step of the day.</summary>
    public long InvestorId { get; init; }

    public OrderSide Side { get; init; }

    public OrderType Type { get; init; }

    /// <summary>Limit in yen; zero for a market order.</summary>
    public long Price { get; init; }

    public long Quantity { get; init; }

    /// <summary>Last day the order may rest; null for the day of the order alone.</summary>
    public DateOnly? GoodTill { get; init; }

    /// <summary>Of a cancel.</summary>
    public long OrderSequence { get; init; }

    /// <summary>Of a step: where the series stands from now on.</summary>
    public SessionState Session { get; init; }

    /// <summary>Of a step: the trading day it belongs to.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Of a pause: when it ends, in local time.</summary>
    public TimeOnly? PausedUntil { get; init; }

    internal SeriesOrder ToOrder() =>
        new(Sequence, Side, Type, Price, Quantity, checked((int)InvestorId), GoodTill);
}
