using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Mining;

/// <summary>Why a call cannot be announced.</summary>
public enum CallRefusal
{
    /// <summary>Nothing traded in the window, so there is no highest price.</summary>
    NoTradeInWindow = 0,
}

/// <summary>Where an announced call stands.</summary>
public enum CallStage
{
    /// <summary>Holders may take their asks out of the book; nothing is bought yet.</summary>
    CancelAsks = 0,

    /// <summary>A bid for everything outstanding stands at the call price; no new coupons.</summary>
    Buying = 1,

    /// <summary>What was not offered has been paid at the call price.</summary>
    Completed = 2,
}

/// <summary>
/// A call of a perpetual mining bond at 1.2 times the highest trade of the 744 hours before the announcement.
/// Source: the bond's published terms of 2012.
/// </summary>
public sealed record CallTerms
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(744);
    public static readonly TimeSpan CancelPeriod = TimeSpan.FromHours(24);

    private CallTerms(DateTimeOffset announcedAt, DateTimeOffset endsAt, Money highestTrade, Money price)
    {
        AnnouncedAt = announcedAt;
        EndsAt = endsAt;
        HighestTrade = highestTrade;
        Price = price;
    }

    public DateTimeOffset AnnouncedAt { get; }

    public DateTimeOffset BuyingFrom => AnnouncedAt + CancelPeriod;

    /// <summary>Unclaimed tokens are paid at the call price at this moment.</summary>
    public DateTimeOffset EndsAt { get; }

    public Money HighestTrade { get; }

    /// <summary>Per token, rounded up to the smallest unit: never under 1.2 times.</summary>
    public Money Price { get; }

    /// <summary>
    /// Fixes the price from the trades of the window; its start counts, the announcement's own moment does not.
    /// </summary>
    /// <param name="endsAt">After the period for cancelling asks.</param>
    /// <returns>The call, or the refusal.</returns>
    public static (CallTerms? Call, CallRefusal? Refusal) Announce(
        IEnumerable<(DateTimeOffset At, Money Price)> trades, DateTimeOffset announcedAt, DateTimeOffset endsAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(endsAt, announcedAt + CancelPeriod);
        var inWindow = trades
            .Where(trade => trade.At >= announcedAt - Window && trade.At < announcedAt)
            .Select(trade => trade.Price)
            .ToArray();
        if (inWindow.Length == 0) return (null, CallRefusal.NoTradeInWindow);
        var highest = inWindow.Max();
        var price = highest.Prorate(12, 10, MidpointRounding.ToPositiveInfinity);
        return (new(announcedAt, endsAt, highest, price), null);
    }

    /// <param name="now">At or after the announcement.</param>
    public CallStage StageAt(DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(now, AnnouncedAt);
        if (now < BuyingFrom) return CallStage.CancelAsks;
        return now < EndsAt ? CallStage.Buying : CallStage.Completed;
    }
}
