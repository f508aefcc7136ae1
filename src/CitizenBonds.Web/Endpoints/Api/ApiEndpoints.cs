using CitizenBonds.Web.Startup;
using Microsoft.AspNetCore.Mvc;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>The interface for programs of institutions; openapi.json beside this file says what it promises.</summary>
public static class ApiEndpoints
{
    public const string Root = "/api/v1";
    public const string Document = Root + "/openapi.json";
    private const int BodyBytesMax = 16 * 1024;

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiLimits>();
        services.AddSingleton<ApiStream>();
        services.AddSingleton<ApiStreamSeats>();
        services.AddApiKeys();
    }

    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Document, OpenApiDocument.ServeAsync).AllowAnonymous()
            .RequireRateLimiting(RateLimits.OpenData);

        var read = endpoints.MapGroup(Root).RequireAuthorization(ApiPolicies.Read).AddEndpointFilter<ReadGate>();
        read.MapGet("/series", ApiMarket.SeriesAsync);
        read.MapGet("/series/{isin}/book", ApiMarket.BookAsync);
        read.MapGet("/series/{isin}/trades", ApiMarket.TradesAsync);
        read.MapGet("/series/{isin}/stream", ApiStream.OpenAsync);
        read.MapGet("/orders", ApiOrders.ListAsync);
        read.MapGet("/orders/{isin}/{number:long}", ApiOrders.FindAsync);
        read.MapGet("/trades/{isin}", ApiOrders.TradesAsync);

        var trade = endpoints.MapGroup(Root).RequireAuthorization(ApiPolicies.Trade)
            .AddEndpointFilter<CommandGate>()
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        trade.MapPost("/orders", ApiOrders.PlaceAsync);
        trade.MapDelete("/orders", ApiOrders.CancelAllAsync);
        trade.MapDelete("/orders/{isin}/{number:long}", ApiOrders.CancelAsync);

        endpoints.Map(Root + "/{**path}", () => new ApiProblem(ApiRefusal.AddressUnknown))
            .RequireAuthorization(ApiPolicies.AnyKey);
    }

    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);
}
