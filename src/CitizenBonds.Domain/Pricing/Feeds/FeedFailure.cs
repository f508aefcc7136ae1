namespace CitizenBonds.Domain.Pricing.Feeds;

/// <summary>Why a feed brought nothing at all. Codes are stored: they never change.</summary>
public enum FeedFailure
{
    /// <summary>No connection, or no answer in time.</summary>
    Unreachable = 1,

    /// <summary>The answer was an error.</summary>
    Refused = 2,

    /// <summary>Longer than any such answer can be.</summary>
    TooLarge = 3,

    /// <summary>Not JSON, or without the members the configuration names.</summary>
    Unreadable = 4,

    /// <summary>It answers, and its newest day is older than the configuration allows: the feed has stopped.</summary>
    Stopped = 5,
}
