namespace CitizenBonds.Domain.Market;

/// <summary>How the placing of an order ended.</summary>
public enum PlaceEnd : byte
{
    /// <summary>All of it was matched.</summary>
    Filled,

    /// <summary>What is left rests in the book.</summary>
    Resting,

    /// <summary>What was left of a market or immediate-or-cancel order was dropped.</summary>
    RestDropped,

    /// <summary>A fill-or-kill order could not be filled at once; nothing was matched.</summary>
    Killed,

    /// <summary>
    /// What was left would have met an order of the same owner and was cancelled; the older order stays.
    /// </summary>
    SelfTradePrevented,

    /// <summary>
    /// The next match would have left the allowed prices: what is left of the order was not matched and does not rest;
    /// the
    /// caller decides on the halt.
    /// </summary>
    PriceLimitReached,
}

/// <param name="Number">What the book calls the order from now on: 0, 1, 2, … in the order of placing.</param>
/// <param name="Left">Not matched; resting only when <paramref name="End"/> says so.</param>
public readonly record struct PlaceResult(int Number, PlaceEnd End, long Left);
