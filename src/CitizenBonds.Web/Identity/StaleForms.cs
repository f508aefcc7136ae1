using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// A form whose protection no longer fits (signed in or out in another window, open for days, or sent by another site)
/// is not carried out; a page says so, with the way back.
/// </summary>
public static class StaleForms
{
    public static IApplicationBuilder UseStaleFormPage(this IApplicationBuilder app) => app.Use(ExplainAsync);

    private static Task ExplainAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(http);
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        var back = http.Request.Path + http.Request.QueryString;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = QueryHelpers.AddQueryString(AccountUrls.StaleForm, "returnUrl", back);
        return Task.CompletedTask;
    }
}
