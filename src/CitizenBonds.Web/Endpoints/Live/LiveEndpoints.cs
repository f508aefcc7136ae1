namespace CitizenBonds.Web.Endpoints.Live;

internal static class LiveEndpoints
{
    public static void MapMarketLive(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Urls.Market + "/{isin}/live", MarketLive.OpenAsync).AllowAnonymous();
}
