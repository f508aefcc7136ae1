using CitizenBonds.Application.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;

namespace CitizenBonds.Web.Identity;

/// <summary>
/// A cookie counts while its session does. Whoever is turned away learns why and comes back where they were.
/// </summary>
public sealed class SessionCookieEvents(UserSessions sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var principal = context.Principal;
        var isValid = principal?.FindUserId() is { } user
            && principal.FindSessionId() is { } session
            && principal.FindFirst(PortalClaims.SecurityStamp)?.Value is { } stamp
            && await sessions.IsValidAsync(session, user, stamp, context.HttpContext.RequestAborted);
        if (isValid) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!WantsPage(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var wasSignedIn = HttpMethods.IsPost(request.Method)
            || (context.Options.Cookie.Name is { } name && request.Cookies.ContainsKey(name));
        var address = QueryHelpers.AddQueryString(context.Options.LoginPath, "returnUrl", WhereTheyWere(request));
        context.Response.Redirect(wasSignedIn ? QueryHelpers.AddQueryString(address, "why", "expired") : address);
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (WantsPage(context.Request))
        {
            context.Response.Redirect(context.Options.AccessDeniedPath);
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>
    /// A form is posted from a page that can be shown again; the page, not the form's target, is where they were.
    /// </summary>
    private static string WhereTheyWere(HttpRequest request)
    {
        if (HttpMethods.IsPost(request.Method)
            && Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from)
            && from.Authority == request.Host.Value)
        {
            return from.PathAndQuery;
        }

        return request.PathBase + request.Path + request.QueryString;
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
