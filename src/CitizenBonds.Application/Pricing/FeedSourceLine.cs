using CitizenBonds.Domain.Pricing.Feeds;

namespace CitizenBonds.Application.Pricing;

/// <summary>A feed by HTTP as those who look after it see it.</summary>
/// <param name="SucceededAt">Null before the first usable answer.</param>
/// <param name="Failure">Null while it works.</param>
public sealed record FeedSourceLine(
    string Name, string Series, DateTimeOffset AttemptedAt, DateTimeOffset? SucceededAt, FeedFailure? Failure,
    DateTimeOffset? FailingSince);
