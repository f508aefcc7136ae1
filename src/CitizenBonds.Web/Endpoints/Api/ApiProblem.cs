using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>
/// A refusal as RFC 9457 problem details: its name, a sentence in the language asked for, and the figures the sentence
/// holds, for programs.
/// </summary>
public sealed class ApiProblem : IResult
{
    private const string ContentType = "application/problem+json";
    private readonly Refusal _refusal;
    private readonly int _status;

    public ApiProblem(Refusal refusal)
        : this(refusal, ApiStatus.Of(refusal))
    {
    }

    public ApiProblem(ApiRefusal condition, params ReadOnlySpan<(string Name, object Value)> arguments)
        : this(Refusal.Of(condition, arguments))
    {
    }

    private ApiProblem(Refusal refusal, int status) => (_refusal, _status) = (refusal, status);

    /// <param name="number">Under which the fault was logged.</param>
    /// <param name="status">500, or 503 when trying again may help.</param>
    public static ApiProblem OfFailure(string number, int status) =>
        new(Refusal.Of(ApiRefusal.Failed, ("number", number)), status);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.Headers.CacheControl = "no-store";
        var body = new Dictionary<string, object?>
        {
            ["type"] = $"urn:citizenbonds:refusal:{_refusal.Code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(_status),
            ["status"] = _status,
            ["detail"] = SentenceIn(httpContext),
            ["refusal"] = _refusal.Code,
            ["arguments"] = _refusal.Arguments.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        };
        return response.WriteAsJsonAsync(body, ApiJson.Options, ContentType, httpContext.RequestAborted);
    }

    /// <summary>Also where the request's own language was not chosen yet: a gate may refuse before.</summary>
    private string SentenceIn(HttpContext http)
    {
        var culture = SiteCulture.Of(http.Request);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        var words = http.RequestServices.GetRequiredService<Words>();
        return RefusalText.Find(words, _refusal, aspect: null, "Api", "Market", "Citizen") ?? _refusal.Code;
    }

    /// <summary>Yen and tokens as whole numbers, days and moments as ISO 8601.</summary>
    private static object Plain(object value) => value switch
    {
        Money money => money.MinorUnits,
        Quantity quantity => quantity.Tokens,
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        int or long => value,
        _ => value.ToString() ?? "",
    };
}
