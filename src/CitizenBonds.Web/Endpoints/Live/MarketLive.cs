using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CitizenBonds.Application.Market;

namespace CitizenBonds.Web.Endpoints.Live;

/// <summary>
/// Tells the public page of a market that something happened: server-sent events that carry the number of the log and
/// nothing else. The page then fetches itself, which is kept ready for everybody.
/// </summary>
internal sealed class MarketLive(IConfiguration configuration)
{
    /// <summary>A household, a school or an office behind one address.</summary>
    private const int PerAddressDefault = 30;
    private const int TotalDefault = 5_000;
    private const string RetryAfterSeconds = "60";

    public StreamSeats Seats { get; } = new(
        configuration.GetValue("Live:PerAddress", PerAddressDefault),
        configuration.GetValue("Live:Total", TotalDefault));

    public static async Task<IResult> OpenAsync(
        HttpContext http, string isin, SeriesCodes codes, MarketPulse pulse, MarketLive live,
        IHostApplicationLifetime lifetime)
    {
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return Results.NotFound();
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (live.Seats.TryTake(address) is not { } seat)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        http.Response.RegisterForDispose(seat);
        var ended = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(ended);
        return TypedResults.ServerSentEvents(VersionsAsync(pulse, series, ended.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> VersionsAsync(
        MarketPulse pulse, long series, [EnumeratorCancellation] CancellationToken ended)
    {
        yield return new SseItem<string>("", "ping"); // The answer begins, and the page knows that it is followed.
        await foreach (var version in MarketTicks.FollowAsync(pulse, series, ended))
        {
            yield return version is { } number
                ? new SseItem<string>(number.ToString(CultureInfo.InvariantCulture), "version")
                : new SseItem<string>("", "ping");
        }
    }
}
