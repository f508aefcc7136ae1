using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>Own orders and trades, for programs. The order's number is given by the market, its key by the program.
/// </summary>
internal static class ApiOrders
{
    public const string RepeatHeader = "Idempotency-Replayed";
    private const decimal LimitYenMax = 1_000_000_000_000; // Far outside every price range, and refused there.

    public static async Task<IResult> PlaceAsync(
        HttpContext http, SeriesCodes codes, PlaceOrder placing, OwnOrderQueries orders, PortalClock clock)
    {
        if (await ReadAsync(http) is not { } order)
            return new ApiProblem(ApiRefusal.BodyUnreadable);
        if (await codes.FindAsync(order.Isin, http.RequestAborted) is not { } series)
            return ApiMarket.UnknownSeries();
        var caller = ApiCaller.Of(http);
        var placed = await placing.ExecuteAsync(
            new PlaceOrderCommand(series, order.Side, order.Type, WholeYen(order), order.Quantity, order.GoodTill),
            CommandGate.KeyOf(http), caller.UserId, clock.GetUtcNow(), http.RequestAborted);
        if (placed is not Outcome<PlacedOrder>.Done done) return new ApiProblem(RefusalOf(placed));
        http.Response.Headers.Location = AddressOf(order.Isin, done.Value.Sequence);
        return await AnswerAsync(
            http, orders, series, done.Value.Sequence, done.IsRepeat,
            done.IsRepeat ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    public static async Task<IResult> CancelAsync(
        HttpContext http, string isin, long number, SeriesCodes codes, CancelOrder cancelling, OwnOrderQueries orders,
        PortalClock clock)
    {
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return ApiMarket.UnknownSeries();
        var cancelled = await cancelling.ExecuteAsync(
            new CancelOrderCommand(series, number), CommandGate.KeyOf(http), ApiCaller.Of(http).UserId,
            clock.GetUtcNow(), http.RequestAborted);
        if (cancelled is not Outcome<CancelledOrder>.Done done) return new ApiProblem(RefusalOf(cancelled));
        return await AnswerAsync(http, orders, series, number, done.IsRepeat, StatusCodes.Status200OK);
    }

    /// <summary>Of one series when the address names it, otherwise of all.</summary>
    public static async Task<IResult> CancelAllAsync(
        HttpContext http, SeriesCodes codes, CancelAllOrders cancelling, PortalClock clock)
    {
        long? series = null;
        if (http.Request.Query["isin"].ToString() is { Length: > 0 } isin)
        {
            series = await codes.FindAsync(isin, http.RequestAborted);
            if (series is null) return ApiMarket.UnknownSeries();
        }

        // Each order's cancel makes its own key of it: a long one is shortened to its digest.
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CommandGate.KeyOf(http))))[..32];
        var cancelled = await cancelling.ExecuteAsync(
            series, key, ApiCaller.Of(http).UserId, clock.GetUtcNow(), http.RequestAborted);
        return cancelled.AsRefusal is { } refusal
            ? new ApiProblem(refusal)
            : ApiJson.Answer(new ApiCancelled(cancelled.ValueOrThrow.Orders));
    }

    /// <summary>By series and number; "state=open" leaves out those that are over.</summary>
    public static async Task<IResult> ListAsync(HttpContext http, SeriesCodes codes, OwnOrderQueries orders)
    {
        var query = http.Request.Query;
        if (!ApiQuery.TryLimit(http, out var limit, out var problem)) return problem!; // Set when false.
        var state = query["state"].ToString();
        if (state is not ("" or "open" or "all")) return ApiQuery.Unreadable("state");
        (long, long)? after = null;
        if (query["after"].ToString() is { Length: > 0 } cursor)
        {
            after = CursorOf(cursor);
            if (after is null) return ApiQuery.Unreadable("after");
        }

        long? series = null;
        var isin = query["isin"].ToString();
        if (isin.Length > 0)
        {
            series = await codes.FindAsync(isin, http.RequestAborted);
            if (series is null) return ApiMarket.UnknownSeries();
        }

        var lines = await orders.PageAsync(
            ApiCaller.Of(http).UserId, series, state == "open", after, limit, http.RequestAborted);
        var next = lines.Count < limit
            ? null
            : Urls.WithQuery(
                $"{ApiEndpoints.Root}/orders", ("isin", isin), ("state", state), ("limit", Text(limit)),
                ("after", string.Create(
                    CultureInfo.InvariantCulture, $"{lines[^1].SeriesId}.{lines[^1].Sequence}")));
        return ApiJson.Answer(new ApiPage<ApiOrder>([.. lines.Select(ApiOrder.Of)], next));
    }

    public static async Task<IResult> FindAsync(
        HttpContext http, string isin, long number, SeriesCodes codes, OwnOrderQueries orders)
    {
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return ApiMarket.UnknownSeries();
        var line = await orders.FindAsync(ApiCaller.Of(http).UserId, series, number, http.RequestAborted);
        return line is null
            ? new ApiProblem(Refusal.Of(MarketRefusal.OrderUnknown))
            : ApiJson.Answer(ApiOrder.Of(line));
    }

    /// <summary>Oldest first.</summary>
    public static async Task<IResult> TradesAsync(
        HttpContext http, string isin, SeriesCodes codes, OwnOrderQueries orders)
    {
        if (!ApiQuery.TryLimit(http, out var limit, out var problem)) return problem!; // Set when false, as below.
        if (!ApiQuery.TryNumber(http, "after", out var after, out problem)) return problem!;
        if (await codes.FindAsync(isin, http.RequestAborted) is not { } series) return ApiMarket.UnknownSeries();
        var trades = await orders.TradesAfterAsync(
            ApiCaller.Of(http).UserId, series, after ?? 0, limit, http.RequestAborted);
        var next = trades.Count < limit
            ? null
            : Urls.WithQuery(
                $"{ApiEndpoints.Root}/trades/{isin}", ("limit", Text(limit)), ("after", Text(trades[^1].Number)));
        return ApiJson.Answer(new ApiPage<ApiTrade>([.. trades.Select(line => ApiTrade.Of(isin, line))], next));
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http, OwnOrderQueries orders, long series, long number, bool isRepeat, int status)
    {
        if (isRepeat) http.Response.Headers[RepeatHeader] = "true";
        var line = await orders.FindAsync(ApiCaller.Of(http).UserId, series, number, http.RequestAborted)
            ?? throw new InvalidOperationException($"Order {number} of series {series} was answered and is not there.");
        return ApiJson.Answer(ApiOrder.Of(line), status);
    }

    private static async Task<ApiNewOrder?> ReadAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync<ApiNewOrder>(ApiJson.Options, http.RequestAborted);
        }
        catch (Exception failure)
            when (failure is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return null; // Not JSON, not this shape, not declared as JSON, or too long.
        }
    }

    /// <summary>A part of a yen is no price at all: zero, which is off the tick, is refused in its place.</summary>
    private static long WholeYen(ApiNewOrder order)
    {
        if (order.LimitYen is not { } limit || limit != decimal.Truncate(limit)) return 0;
        return (long)Math.Clamp(limit, 0, LimitYenMax);
    }

    private static (long, long)? CursorOf(string text) =>
        text.Split('.') is [var first, var second]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var series)
        && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (series, number)
            : null;

    private static Refusal RefusalOf<T>(Outcome<T> outcome) => outcome.AsRefusal
        ?? throw new InvalidOperationException("An outcome is done or refused.");

    private static string AddressOf(string isin, long number) =>
        $"{ApiEndpoints.Root}/orders/{isin}/{Text(number)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
