namespace CitizenBonds.Domain.Pricing.Feeds;

/// <summary>Why feed data is held back. When several apply, the first listed is reported.</summary>
public enum FeedFault
{
    /// <summary>Given in another unit than the series is kept in.</summary>
    WrongUnit = 0,

    /// <summary>Not a number, infinite, zero or below; a yield out of all bounds.</summary>
    NotPositive = 1,

    /// <summary>For a day that has not come.</summary>
    InTheFuture = 2,

    /// <summary>
    /// Another value for a day that is held, or delivered together with one: the index was put on another base.
    /// </summary>
    Rebased = 7,

    /// <summary>Older than what is held already, or too old when it arrived.</summary>
    Stale = 3,

    /// <summary>Too many days without data before it, or tenors missing that were there before.</summary>
    Gap = 4,

    /// <summary>Too far from the value before.</summary>
    Spike = 5,

    /// <summary>These yields price no set of bonds.</summary>
    NoCurve = 6,
}
