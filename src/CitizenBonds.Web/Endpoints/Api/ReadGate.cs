namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>Holds a key to its limit of questions.</summary>
internal sealed class ReadGate(ApiLimits limits) : IEndpointFilter
{
    public const string RetryAfterSeconds = "1";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (limits.MayAsk(ApiCaller.Of(http).KeyId, isCommand: false)) return await next(context);
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        return new ApiProblem(ApiRefusal.TooManyRequests);
    }
}
