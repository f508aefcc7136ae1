namespace CitizenBonds.Application.Market;

/// <summary>
/// Why a command of the market is refused before the rules of orders are asked. When several apply, the first listed is
/// reported; <see cref="Domain.Market.OrderRefusal"/> comes after all of them.
/// </summary>
public enum MarketRefusal
{
    SeriesUnknown = 1,

    /// <summary>The key was used before for another command.</summary>
    ClientIdReused = 2,

    /// <summary>The key is empty, longer than 80 characters or has unreadable ones.</summary>
    ClientIdUnfit = 3,

    /// <summary>Not settled yet, repaid, or past its last trading day.</summary>
    SeriesNotTraded = 4,

    /// <summary>Longer than an order may rest, or beyond the last trading day.</summary>
    GoodTillTooFar = 5,

    /// <summary>No such order of this person.</summary>
    OrderUnknown = 6,

    /// <summary>Filled, cancelled or expired already.</summary>
    OrderOver = 7,

    /// <summary>A halt of a series that is halted already.</summary>
    HaltedAlready = 8,

    /// <summary>A resumption of a series that is not halted.</summary>
    NotHalted = 9,

    /// <summary>Something happened in the series since the order was decided on.</summary>
    BookMoved = 10,
}
