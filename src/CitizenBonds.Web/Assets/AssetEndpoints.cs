using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.Net.Http.Headers;

namespace CitizenBonds.Web.Assets;

public static class AssetEndpoints
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskAgain = "public, max-age=0, must-revalidate";

    public static void MapSiteAssets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous()
            .ShortCircuit();
        endpoints.MapMethods(SiteAssets.BlazorScript, [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .AllowAnonymous().ShortCircuit();
    }

    private static Task ServeAsync(HttpContext http)
    {
        var asset = http.RequestServices.GetRequiredService<SiteAssets>().Find(http.Request.Path.Value ?? "");
        if (asset is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var coding = ContentCodings.Best(http.Request.Headers.AcceptEncoding.ToString());
        var tag = $"\"{asset.Version}-{coding.Name() ?? "id"}\"";
        var headers = http.Response.Headers;
        headers[HeaderNames.CacheControl] = http.Request.Query["v"] == asset.Version ? Forever : AskAgain;
        headers[HeaderNames.Vary] = "Accept-Encoding";
        headers[HeaderNames.ETag] = tag;
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = asset.In(coding);
        http.Response.ContentType = asset.ContentType;
        http.Response.ContentLength = body.Length;
        if (coding.Name() is { } name) headers[HeaderNames.ContentEncoding] = name;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
