using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>The market as everybody sees it, for programs.</summary>
internal static class ApiMarket
{
    public static async Task<IResult> SeriesAsync(HttpContext http, TradedBonds bonds)
    {
        var live = await bonds.LiveAsync(http.RequestAborted);
        return ApiJson.Answer(new ApiPage<ApiSeries>([.. live.Select(ApiSeries.Of)], Next: null));
    }

    public static async Task<IResult> BookAsync(
        HttpContext http, string isin, SeriesCodes codes, OrderBookQueries books, PortalClock clock)
    {
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return UnknownSeries();
        var book = await books.FindAsync(series, clock.GetUtcNow(), http.RequestAborted);
        return book is null ? UnknownSeries() : ApiJson.Answer(ApiBook.Of(isin, book));
    }

    /// <summary>Newest first.</summary>
    public static async Task<IResult> TradesAsync(
        HttpContext http, string isin, SeriesCodes codes, OrderBookQueries books)
    {
        if (!ApiQuery.TryLimit(http, out var limit, out var problem)) return problem!; // Set when false, as below.
        if (!ApiQuery.TryNumber(http, "before", out var before, out problem)) return problem!;
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return UnknownSeries();
        var trades = await books.TradesAsync(series, before, limit, http.RequestAborted);
        var next = trades.Count < limit
            ? null
            : Urls.WithQuery($"{ApiEndpoints.Root}/series/{isin}/trades", ("before", $"{trades[^1].Number}"));
        return ApiJson.Answer(new ApiPage<ApiPublicTrade>([.. trades.Select(ApiPublicTrade.Of)], next));
    }

    public static ApiProblem UnknownSeries() => new(Refusal.Of(MarketRefusal.SeriesUnknown));
}
