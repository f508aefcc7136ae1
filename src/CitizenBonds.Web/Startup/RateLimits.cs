using System.Security.Claims;
using System.Threading.RateLimiting;
using CitizenBonds.Web.Endpoints.Api;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace CitizenBonds.Web.Startup;

/// <summary>How often one person, or one address when nobody is signed in, may ask.</summary>
public static class RateLimits
{
    /// <summary>For open data that is made per request: 300 a minute.</summary>
    public const string OpenData = "open-data";

    private const int FormsPerMinute = 120;
    private const int OpenDataPerMinute = 300;
    private const int PagesPerMinute = 600;

    /// <summary>Adds to the stricter limit of the account forms, which keeps its own page for a refusal.</summary>
    public static void AddRateLimits(this IServiceCollection services) =>
        services.PostConfigure<RateLimiterOptions>(limiter =>
        {
            var accountForms = limiter.GlobalLimiter;
            var refuseAccountForm = limiter.OnRejected;
            // Programs are counted by their key, once it is known whose it is.
            var everything = PartitionedRateLimiter.Create<HttpContext, string>(http => ApiEndpoints.IsApi(http.Request)
                ? RateLimitPartition.GetNoLimiter(ApiEndpoints.Root)
                : PerMinute(
                    http,
                    HttpMethods.IsPost(http.Request.Method) ? FormsPerMinute : PagesPerMinute,
                    http.Request.Method));
            limiter.GlobalLimiter = accountForms is null
                ? everything
                : PartitionedRateLimiter.CreateChained(accountForms, everything);
            limiter.OnRejected = (context, cancellationToken) =>
                refuseAccountForm is not null && context.HttpContext.Request.Path.StartsWithSegments(AccountUrls.Home)
                    ? refuseAccountForm(context, cancellationToken)
                    : new(RefuseAsync(context.HttpContext));
            limiter.AddPolicy(OpenData, http => PerMinute(http, OpenDataPerMinute, OpenData));
        });

    private static RateLimitPartition<string> PerMinute(HttpContext http, int permits, string kind) =>
        RateLimitPartition.GetSlidingWindowLimiter($"{kind} {Asker(http)}", _ => new()
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });

    private static string Asker(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return PublicPageEndpoints.ServeStatusAsync(http, typeof(Pages.BusyPage), StatusCodes.Status429TooManyRequests);
    }
}
