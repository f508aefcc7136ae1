using CitizenBonds.Domain.Market;

namespace CitizenBonds.Data.Market;

/// <summary>What became of an order. Stored: codes never change.</summary>
public enum MarketOrderState
{
    Open = 0,
    Filled = 1,

    /// <summary>What was left of a market or immediate-or-cancel order was dropped.</summary>
    Dropped = 2,

    /// <summary>A fill-or-kill order could not be filled at once.</summary>
    Killed = 3,

    /// <summary>It would have traded with an older order of the same person.</summary>
    SelfTradePrevented = 4,
    Cancelled = 5,
    Expired = 6,
}

public static class MarketOrderStates
{
    public static MarketOrderState ToState(this OrderEnd end) => end switch
    {
        OrderEnd.Dropped => MarketOrderState.Dropped,
        OrderEnd.Killed => MarketOrderState.Killed,
        OrderEnd.SelfTradePrevented => MarketOrderState.SelfTradePrevented,
        OrderEnd.Cancelled => MarketOrderState.Cancelled,
        OrderEnd.Expired => MarketOrderState.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, null),
    };
}
