using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// A form whose protection no longer fits (signed in or out in another window, open for days, or sent by another site)
/// is not carried out, nor is one that its page no longer shows, because what it was for has been done meanwhile. A
/// page says so, with the way back.
/// </summary>
public static class StaleForms
{
    public static IApplicationBuilder UseStaleFormPage(this IApplicationBuilder app) => app.Use(ExplainAsync);

    private static async Task ExplainAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            Explain(http, isGone: false);
            return;
        }

        await next(http);
        if (IsGone(http)) Explain(http, isGone: true);
    }

    /// <remarks>The framework answers a form that the page did not draw with a bare 400.</remarks>
    private static bool IsGone(HttpContext http) =>
        http.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }
        && HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && WantsPage(http);

    private static bool WantsPage(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static void Explain(HttpContext http, bool isGone)
    {
        if (!WantsPage(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var back = http.Request.Path + http.Request.QueryString;
        var address = QueryHelpers.AddQueryString(AccountUrls.StaleForm, "returnUrl", back);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = isGone ? QueryHelpers.AddQueryString(address, "gone", "true") : address;
    }
}
