using CitizenBonds.Application.Credit;
using CitizenBonds.Domain.Pricing.Feeds;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// A feed by HTTP that answers in JSON, as the configuration section "Feeds" describes it. Places are names joined by
/// dots: of a row, or of the whole answer when they begin with a stroke ("/meta.day"); a place that begins with "=" is
/// the value itself ("=USD/ozt").
/// </summary>
public sealed record HttpFeed
{
    /// <summary>Its own name among the feeds.</summary>
    public string Name { get; init; } = "";

    public Uri? Address { get; init; }

    /// <summary>"XAU" and so on, or "JGB" for the curve.</summary>
    public string Series { get; init; } = "";

    /// <summary>Where the list of rows is; empty when the answer is one row or a list itself.</summary>
    public string Rows { get; init; } = "";

    /// <summary>A date or a moment in ISO 8601; of a moment the first ten characters count.</summary>
    public string Day { get; init; } = "date";

    public string Value { get; init; } = "value";

    public string Unit { get; init; } = "unit";

    /// <summary>In months; for the curve only.</summary>
    public string Tenor { get; init; } = "tenor_months";

    public int EverySeconds { get; init; } = 900;

    /// <summary>Days after which a feed that brings nothing newer counts as stopped.</summary>
    public int StoppedAfterDays { get; init; } = 7;

    internal bool IsCurve => Series == GovernmentCurve.Japan;

    /// <exception cref="InvalidOperationException">The message names the feed and what is wrong with it.</exception>
    public static IReadOnlyList<HttpFeed> Checked(IReadOnlyList<HttpFeed> feeds)
    {
        foreach (var feed in feeds)
        {
            var fault = feed switch
            {
                { Name: "" } => "has no Name",
                { Address: not { IsAbsoluteUri: true, Scheme: "http" or "https" } } => "has no http or https Address",
                { IsCurve: false } when FeedSeries.Find(feed.Series) is null => "has an unknown Series",
                { EverySeconds: < 1 } => "is asked less than a second apart",
                { StoppedAfterDays: < 1 } => "stops after less than a day",
                _ => null,
            };
            if (fault is not null) throw new InvalidOperationException($"The feed '{feed.Name}' {fault}.");
        }

        return feeds.DistinctBy(feed => feed.Name).Count() == feeds.Count
            ? feeds
            : throw new InvalidOperationException("Two feeds have the same Name.");
    }
}
