using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace CitizenBonds.Web.Tests.Api;

/// <summary>
/// What an institution would write to trade: an HTTP client over a socket with a key, a clock, and a name for every
/// command, which it keeps until it has the answer.
/// </summary>
internal sealed class SampleClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public SampleClient(Uri portal, string key, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 32, AllowAutoRedirect = false })
        {
            BaseAddress = portal,
            Timeout = TimeSpan.FromMinutes(1),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public Task<ApiAnswer> PlaceAsync(
        string isin, string side, decimal? limitYen, long quantity, CancellationToken cancellationToken,
        string type = "limit", string? key = null) =>
        PostAsync(
            JsonSerializer.Serialize(new { isin, side, type, limitYen, quantity }), cancellationToken, key: key);

    public Task<ApiAnswer> PostAsync(
        string body, CancellationToken cancellationToken, TimeSpan behind = default, string? key = null,
        string? time = null) =>
        CommandAsync(
            HttpMethod.Post, "api/v1/orders", key ?? NewKey(), cancellationToken,
            new StringContent(body, MediaTypeHeaderValue.Parse("application/json")), time ?? TimeText(behind));

    public Task<ApiAnswer> CancelAsync(
        string isin, long number, CancellationToken cancellationToken, string? key = null) =>
        CommandAsync(
            HttpMethod.Delete, $"api/v1/orders/{isin}/{number}", key ?? NewKey(), cancellationToken);

    public Task<ApiAnswer> CancelAllAsync(string isin, CancellationToken cancellationToken, string? key = null) =>
        CommandAsync(HttpMethod.Delete, $"api/v1/orders?isin={isin}", key ?? NewKey(), cancellationToken);

    public async Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri($"api/v1/{path}", UriKind.Relative), cancellationToken);
        return await ApiAnswer.ReadAsync(answer, cancellationToken);
    }

    public async Task<ApiAnswer> CommandAsync(
        HttpMethod method, string path, string key, CancellationToken cancellationToken, HttpContent? content = null,
        string? time = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key.Length > 0) request.Headers.Add("Idempotency-Key", key);
        if (time is not "") request.Headers.Add("Request-Time", time ?? TimeText(TimeSpan.Zero));
        using var answer = await _http.SendAsync(request, cancellationToken);
        return await ApiAnswer.ReadAsync(answer, cancellationToken);
    }

    /// <summary>The events of a series, until either side ends the stream.</summary>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        string isin, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/series/{isin}/stream");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var answer = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken)) yield return item;
    }

    public static string NewKey() => Guid.NewGuid().ToString("N");

    public void Dispose() => _http.Dispose();

    private string TimeText(TimeSpan behind) =>
        (_clock.GetUtcNow() - behind).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
