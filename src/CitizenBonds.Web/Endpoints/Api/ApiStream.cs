using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Endpoints.Live;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>
/// One series as server-sent events: the public book and one's own orders and trades, each as it stands whenever it has
/// changed. An event's id is the number of the log up to which everything was sent; a program that comes back with it
/// is sent all of its own that it missed.
/// </summary>
internal sealed class ApiStream(
    OrderBookQueries books, OwnOrderQueries orders, MarketPulse pulse, PortalClock clock,
    IServiceScopeFactory scopes)
{
    /// <summary>A program that was away longer reads its orders and trades anew.</summary>
    private const long ResumeEntriesMax = 10_000;

    public static async Task<IResult> OpenAsync(
        HttpContext http, string isin, SeriesCodes codes, ApiStream stream, ApiStreamSeats seats,
        IHostApplicationLifetime lifetime)
    {
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return ApiMarket.UnknownSeries();
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        long? from = null;
        if (last.Length > 0)
        {
            if (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return ApiQuery.Unreadable("Last-Event-ID");
            from = number;
        }

        var caller = ApiCaller.Of(http);
        if (seats.Seats.TryTake(caller.KeyId.ToString("N")) is not { } seat)
        {
            http.Response.Headers.RetryAfter = ReadGate.RetryAfterSeconds;
            return new ApiProblem(ApiRefusal.TooManyStreams);
        }

        http.Response.RegisterForDispose(seat);
        var ended = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(ended);
        return TypedResults.ServerSentEvents(stream.EventsAsync(caller, series, isin, from, ended.Token));
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(
        ApiCaller caller, long series, string isin, long? from, [EnumeratorCancellation] CancellationToken ended)
    {
        // What is being read when the program leaves is read to its end: nothing here takes long.
        var none = CancellationToken.None;
        var first = await books.FindAsync(series, clock.GetUtcNow(), none)
            ?? throw new InvalidOperationException($"Series {series} has no market.");
        var isResumed = from is { } known && known <= first.Version && first.Version - known <= ResumeEntriesMax;
        var version = isResumed ? from!.Value : first.Version; // Known when resumed.
        yield return ItemOf("start", new ApiStreamStart(isin, version, isResumed), version);
        yield return ItemOf("book", ApiBook.Of(isin, first), version);
        if (!isResumed)
        {
            var open = await orders.OpenAsync(caller.UserId, series, OwnOrderQueries.LinesMax, none);
            foreach (var line in open) yield return ItemOf("order", ApiOrder.Of(line), version);
        }

        await foreach (var change in MarketTicks.FollowAsync(pulse, series, ended))
        {
            if (!await StillWorksAsync(caller.KeyId)) yield break;
            if (change is null) yield return new SseItem<string>("", "ping");
            if (change is null || change <= version) continue;
            var news = await orders.SinceAsync(caller.UserId, series, version, none);
            // The id moves on with the last event of the batch: one that is cut off before is sent again whole.
            foreach (var line in news.Orders) yield return ItemOf("order", ApiOrder.Of(line), version);
            foreach (var line in news.Trades) yield return ItemOf("trade", ApiTrade.Of(isin, line), version);
            version = news.Version;
            var book = await books.FindAsync(series, clock.GetUtcNow(), none);
            if (book is not null) yield return ItemOf("book", ApiBook.Of(isin, book), version);
        }
    }

    private async Task<bool> StillWorksAsync(Guid key)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ApiKeyCheck>()
            .StillWorksAsync(key, CancellationToken.None);
    }

    private static SseItem<string> ItemOf<T>(string kind, T value, long version) =>
        new(ApiJson.Write(value), kind) { EventId = version.ToString(CultureInfo.InvariantCulture) };
}
