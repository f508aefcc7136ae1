using System.Globalization;
using CitizenBonds.Application.Demo;
using CitizenBonds.Web.Endpoints.Api;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Pages;

namespace CitizenBonds.Web.Startup;

/// <summary>
/// While the demonstration is being built every page shows how far it is; nothing half-built is ever served.
/// </summary>
internal static class ReadinessGate
{
    public const string HealthPath = "/health";
    private const int RetryAfterSeconds = 2;

    public static void UseReadinessGate(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<PortalReadiness>();
        app.Use((http, next) => readiness.IsReady || IsOpenAnyway(http.Request.Path)
            ? next(http)
            : ShowProgressAsync(http));
    }

    /// <summary>"ready" or how far the demonstration is: for scripts that wait, and for load balancers.</summary>
    public static void MapHealth(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<PortalReadiness>();
        app.MapGet(HealthPath, () => readiness.IsReady
                ? Results.Text("ready")
                : Results.Text($"building: {readiness.Now.Step}", statusCode: StatusCodes.Status503ServiceUnavailable))
            .AllowAnonymous();
    }

    private static bool IsOpenAnyway(PathString path) =>
        path.StartsWithSegments(HealthPath, StringComparison.Ordinal)
        || path.StartsWithSegments("/assets", StringComparison.Ordinal)
        || path.StartsWithSegments("/language", StringComparison.Ordinal);

    private static Task ShowProgressAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        if (ApiEndpoints.IsApi(http.Request)) return new ApiProblem(ApiRefusal.NotReady).ExecuteAsync(http);
        http.Response.Headers["Refresh"] = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return PublicPageEndpoints.ServeStatusAsync(
            http, typeof(BuildingPage), StatusCodes.Status503ServiceUnavailable);
    }
}
