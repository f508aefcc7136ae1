using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using AngleSharp.Html.Parser;
using CitizenBonds.Web.Tests.Api;

namespace CitizenBonds.Web.Tests.Market;

/// <summary>Anybody may follow the public page of a market, a limited number of times at once.</summary>
public sealed class MarketLiveTests(ApiStage stage) : IClassFixture<ApiStage>
{
    private const int PerAddressMax = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => $"market/{stage.Isin}/live";

    [Fact]
    public async Task Stream_OrderPlaced_NamesTheVersionThatThePageThenShows()
    {
        using var http = NewClient();
        var seller = await stage.NewSellerAsync();
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Token);
        left.CancelAfter(Patience);
        using var stream = await http.GetAsync(
            new Uri(Path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, left.Token);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        Assert.False(stream.Headers.Contains("Set-Cookie"));

        var order = await seller.PlaceAsync(stage.Isin, "sell", 10_123, 1, Token);

        await using var body = await stream.Content.ReadAsStreamAsync(left.Token);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(left.Token))
        {
            if (item.EventType != "version") continue;
            var version = long.Parse(item.Data, CultureInfo.InvariantCulture);
            if (version >= order.Number) break;
        }

        var (shown, text) = await PageAsync(http, left.Token);
        while (shown < order.Number) (shown, text) = await PageAsync(http, left.Token); // Made anew in a moment.
        Assert.Contains("10,123", text, StringComparison.Ordinal);
        await seller.CancelAllAsync(stage.Isin, Token);
    }

    [Fact]
    public async Task Streams_MoreThanOneAddressMayHave_AreToldToComeBackLater()
    {
        using var http = NewClient();
        var open = new List<HttpResponseMessage>();
        try
        {
            for (var number = 0; number <= PerAddressMax; number++) open.Add(await OpenAsync(http));
            var refused = open[^1];
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            // The host may not have noticed yet that the reader of another test has left.
            Assert.InRange(
                open.Count(stream => stream.StatusCode == HttpStatusCode.OK), PerAddressMax - 1, PerAddressMax);
            open[0].Dispose();
            Assert.True(await GetsASeatAsync(http));
        }
        finally
        {
            foreach (var stream in open) stream.Dispose();
        }
    }

    [Fact]
    public async Task Stream_UnknownBond_IsNotThere()
    {
        using var http = NewClient();
        using var answer = await http.GetAsync(new Uri("market/NONE/live", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>Who stops reading is gone at once: an event stream has no end to wait for.</summary>
    private HttpClient NewClient() => new(new SocketsHttpHandler { ResponseDrainTimeout = TimeSpan.Zero })
    {
        BaseAddress = stage.Address, Timeout = Patience,
    };

    private Task<HttpResponseMessage> OpenAsync(HttpClient http) =>
        http.GetAsync(new Uri(Path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);

    /// <summary>The host learns that a reader has left a moment after it has.</summary>
    private async Task<bool> GetsASeatAsync(HttpClient http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!patience.IsCancellationRequested)
        {
            using var stream = await OpenAsync(http);
            if (stream.StatusCode == HttpStatusCode.OK) return true;
        }

        return false;
    }

    private async Task<(long Version, string Text)> PageAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var html = await http.GetStringAsync(new Uri($"market/{stage.Isin}", UriKind.Relative), cancellationToken);
        var region = new HtmlParser().ParseDocument(html).QuerySelector("[data-live-region]");
        return (
            long.Parse(region!.GetAttribute("data-version")!, CultureInfo.InvariantCulture), // The page has one.
            region.TextContent);
    }
}
