using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// How often one network address may send the forms about accounts. Guessing is slow, a household is not hindered.
/// </summary>
public static class FormRateLimit
{
    public const string Key = "Identity:FormsPerMinute";

    private const int PerMinuteDefault = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddTo(RateLimiterOptions options, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue(Key, PerMinuteDefault);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            IsAccountForm(http.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = Window, QueueLimit = 0 })
                : RateLimitPartition.GetNoLimiter("none"));
        options.OnRejected = (context, _) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            headers.Location = AccountUrls.TooManyForms;
            context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            return ValueTask.CompletedTask;
        };
    }

    private static bool IsAccountForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
            && request.Path.StartsWithSegments(AccountUrls.Home, StringComparison.Ordinal);
}
