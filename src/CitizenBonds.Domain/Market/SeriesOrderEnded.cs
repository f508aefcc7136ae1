namespace CitizenBonds.Domain.Market;

/// <summary>How an order ended without being filled.</summary>
public enum OrderEnd
{
    /// <summary>Rest of a market or immediate-or-cancel order, or of a market order after an auction.</summary>
    Dropped,
    Killed,
    SelfTradePrevented,
    Cancelled,
    Expired,
}

/// <param name="Left">Not traded; what was set aside for it is free again.</param>
public readonly record struct SeriesOrderEnded(long OrderId, OrderEnd End, long Left);
