using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace CitizenBonds.Web.Endpoints.PublicPages;

public static class PublicPageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Serves a component without <c>@page</c> as a public page: static, the same for everyone, from a snapshot. Its
    /// <c>[Parameter]</c> properties (string, long, int, bool, Guid, DateOnly, enums, or null) are filled from route
    /// and query. Sign-in, sessions and antiforgery never run for it.
    /// </summary>
    public static IEndpointConventionBuilder MapPublicPage<TPage>(this IEndpointRouteBuilder endpoints, string pattern)
        where TPage : IComponent
    {
        var parameters = new PageParameters(typeof(TPage));
        var snapshots = endpoints.ServiceProvider.GetRequiredService<PublicSnapshots>();
        return endpoints
            .MapMethods(pattern, Methods, http => ServeAsync(http, typeof(TPage), parameters, snapshots))
            .AllowAnonymous()
            .DisableAntiforgery()
            .ShortCircuit();
    }

    /// <summary>
    /// Answers what is kept before a route is looked for. Only addresses without a query: which part of one counts, the
    /// page knows.
    /// </summary>
    public static void UseKeptPages(this WebApplication app)
    {
        var snapshots = app.Services.GetRequiredService<PublicSnapshots>();
        app.Use((http, next) => FindKept(http, snapshots) is { } kept ? ServeKept(http, kept) : next(http));
    }

    /// <summary>The designed 404 for every address that nothing else answers.</summary>
    public static void MapPublicNotFound(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapFallback(http => ServeStatusAsync(http, typeof(Pages.NotFoundPage), StatusCodes.Status404NotFound))
            .AllowAnonymous();

    /// <summary>Renders a status page now, uncached.</summary>
    public static async Task ServeStatusAsync(HttpContext http, Type page, int statusCode)
    {
        var renderer = http.RequestServices.GetRequiredService<PageRenderer>();
        var request = RequestOf(http, query: "");
        request.Become(statusCode);
        var (status, html) = await renderer.RenderAsync(page, request, new Dictionary<string, object?>());
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        await SnapshotResponse.WriteAsync(http, new Snapshot(status, html, dataVersion: 0, DateTimeOffset.MaxValue));
    }

    private static Snapshot? FindKept(HttpContext http, PublicSnapshots snapshots)
    {
        var request = http.Request;
        if (request.QueryString.HasValue) return null;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        return snapshots.Find(new SnapshotKey(PathOf(request), "", SiteCulture.LanguageOf(SiteCulture.Of(request))));
    }

    private static Task ServeKept(HttpContext http, Snapshot kept)
    {
        AddCacheHeaders(http.Response.Headers);
        return SnapshotResponse.WriteAsync(http, kept);
    }

    /// <remarks>What is kept is served without a service scope, which costs more than all the rest.</remarks>
    private static Task ServeAsync(
        HttpContext http, Type page, PageParameters parameters, PublicSnapshots snapshots)
    {
        var query = parameters.KnownQuery(http.Request);
        var language = SiteCulture.LanguageOf(SiteCulture.Of(http.Request));
        var key = new SnapshotKey(PathOf(http.Request), query, language);
        AddCacheHeaders(http.Response.Headers);
        return snapshots.Find(key) is { } kept
            ? SnapshotResponse.WriteAsync(http, kept)
            : RenderAndServeAsync(http, snapshots, key, page, parameters);
    }

    private static async Task RenderAndServeAsync(
        HttpContext http, PublicSnapshots snapshots, SnapshotKey key, Type page, PageParameters parameters)
    {
        var renderer = http.RequestServices.GetRequiredService<PageRenderer>();
        var values = parameters.Read(http.Request);
        var request = RequestOf(http, key.Query);
        var snapshot = await snapshots.GetAsync(key, async (version, staleAt) =>
        {
            var (status, html) = await renderer.RenderAsync(page, request, values);
            return new Snapshot(status, html, version, staleAt);
        });
        await SnapshotResponse.WriteAsync(http, snapshot);
    }

    private static void AddCacheHeaders(IHeaderDictionary headers)
    {
        headers[HeaderNames.CacheControl] = "public, max-age=0, must-revalidate";
        headers[HeaderNames.Vary] = "Accept-Encoding, Accept-Language, Cookie";
    }

    private static PublicRequest RequestOf(HttpContext http, string query) => new()
    {
        Path = PathOf(http.Request),
        Query = query,
        Culture = SiteCulture.Of(http.Request),
    };

    private static string PathOf(HttpRequest request) => request.PathBase.Add(request.Path).ToUriComponent();
}
