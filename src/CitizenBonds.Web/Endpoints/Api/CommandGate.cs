using System.Globalization;
using CitizenBonds.Application.Identity;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>
/// What every command has to bring: room under the key's limit, the moment at which it was sent, an idempotency key.
/// The moment keeps an order that was stuck on its way from entering a market that has moved on.
/// </summary>
internal sealed class CommandGate(
    ApiLimits limits, [FromKeyedServices(RealTime.Key)] TimeProvider time) : IEndpointFilter
{
    public const string KeyHeader = "Idempotency-Key";
    public const string TimeHeader = "Request-Time";
    public static readonly TimeSpan SkewMax = TimeSpan.FromSeconds(30);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (FindRefusal(http) is { } refusal) return refusal;
        return await next(context);
    }

    public static string KeyOf(HttpContext http) => http.Request.Headers[KeyHeader].ToString();

    private ApiProblem? FindRefusal(HttpContext http)
    {
        if (!limits.MayAsk(ApiCaller.Of(http).KeyId, isCommand: true))
        {
            http.Response.Headers.RetryAfter = ReadGate.RetryAfterSeconds;
            return new ApiProblem(ApiRefusal.TooManyRequests);
        }

        if (!DateTimeOffset.TryParseExact(
            http.Request.Headers[TimeHeader].ToString(),
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var sent)) return new ApiProblem(ApiRefusal.TimeMissing);
        var skew = time.GetUtcNow() - sent;
        if (skew.Duration() > SkewMax)
        {
            return new ApiProblem(
                ApiRefusal.ClockSkew, ("seconds", (long)skew.TotalSeconds), ("most", (long)SkewMax.TotalSeconds));
        }

        return KeyOf(http).Length == 0 ? new ApiProblem(ApiRefusal.IdempotencyKeyMissing) : null;
    }
}
