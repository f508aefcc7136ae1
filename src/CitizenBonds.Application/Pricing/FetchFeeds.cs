using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Asks every configured feed when its time has come. What it brings goes through the same checks as a file; a feed
/// that fails some times in a row, or brings nothing newer for days, raises an alarm once and prices nothing.
/// </summary>
public sealed class FetchFeeds : IWorker, IDisposable
{
    /// <summary>Failures in a row after which people are told.</summary>
    public const int FailuresMax = 3;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private readonly IReadOnlyList<HttpFeed> _feeds;
    private readonly IDbContextFactory<PortalContext> _contexts;
    private readonly CommandRunner _commands;
    private readonly TimeProvider _realTime;
    private readonly HttpClient _http;

    public FetchFeeds(
        IReadOnlyList<HttpFeed> feeds, IDbContextFactory<PortalContext> contexts, CommandRunner commands,
        [FromKeyedServices(RealTime.Key)] TimeProvider realTime)
    {
        (_feeds, _contexts, _commands, _realTime) = (HttpFeed.Checked(feeds), contexts, commands, realTime);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = AnswerMax, MaxResponseContentBufferSize = HttpFeedText.BytesMax,
        };
    }

    public string Name => "feeds";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    public void Dispose() => _http.Dispose();

    /// <returns>How many feeds were asked.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = 0;
        foreach (var feed in _feeds)
        {
            await using var portal = await _contexts.CreateDbContextAsync(cancellationToken);
            var state = await portal.FeedSources.AsNoTracking()
                .SingleOrDefaultAsync(row => row.Name == feed.Name, cancellationToken);
            if (state is not null && now < state.AttemptedAt.AddSeconds(feed.EverySeconds)) continue;
            await AskAsync(feed, now, cancellationToken);
            asked++;
        }

        return asked;
    }

    private async Task AskAsync(HttpFeed feed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (answer, failure) = await FetchAsync(feed, cancellationToken);
        var items = answer is null ? null : HttpFeedText.Read(feed, answer);
        if (answer is not null && items is null) failure = FeedFailure.Unreadable;
        var today = PortalTime.DayOf(now);
        if (items is not null && today.DayNumber - items.Max(item => item.Day.DayNumber) > feed.StoppedAfterDays)
            failure = FeedFailure.Stopped;
        var key = string.Create(CultureInfo.InvariantCulture, $"feed-{feed.Name}-{now.UtcTicks}");
        await _commands.RunAsync(
            new Command(nameof(FetchFeeds), key, new { feed.Name }, Actor: null, now),
            (portal, token) => EnterAsync(portal, feed, items ?? [], failure, now, token),
            cancellationToken);
    }

    private async Task<(byte[]? Answer, FeedFailure? Failure)> FetchAsync(
        HttpFeed feed, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(feed.Address, cancellationToken);
            if (!response.IsSuccessStatusCode) return (null, FeedFailure.Refused);
            return (await response.Content.ReadAsByteArrayAsync(cancellationToken), null);
        }
        catch (HttpRequestException failed)
        {
            return (null, failed.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? FeedFailure.TooLarge
                : FeedFailure.Unreachable);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, FeedFailure.Unreachable); // No answer in time.
        }
    }

    private async Task<Outcome<ReceivedFeed>> EnterAsync(
        PortalContext portal, HttpFeed feed, IReadOnlyList<FeedItem> items, FeedFailure? failure, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var writtenAt = _realTime.GetUtcNow();
        var received = await FeedIntake.TakeAsync(
            portal, items, feed.Name, receivedBy: null, now, writtenAt, cancellationToken);
        var row = await portal.FeedSources.SingleOrDefaultAsync(at => at.Name == feed.Name, cancellationToken);
        if (row is null)
        {
            row = new FeedSourceRow { Name = feed.Name, Series = feed.Series };
            portal.FeedSources.Add(row);
        }

        (row.Series, row.AttemptedAt) = (feed.Series, now);
        if (failure is not { } why)
        {
            (row.SucceededAt, row.Failure, row.FailingSince, row.Failures) = (now, null, null, 0);
            return received;
        }

        (row.Failure, row.FailingSince, row.Failures) = (why, row.FailingSince ?? now, row.Failures + 1);
        if (row.Failures == FailuresMax)
            await FeedAlarm.FailingAsync(portal, row, why, row.FailingSince.Value, writtenAt, cancellationToken);
        return received;
    }
}
