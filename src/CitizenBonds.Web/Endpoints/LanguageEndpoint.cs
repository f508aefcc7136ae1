using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Endpoints;

/// <summary>The language link of every page: remembers the choice for a year and goes back.</summary>
public static class LanguageEndpoint
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static void MapLanguage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/language", Choose).AllowAnonymous();

    /// <param name="to">"ja" or "en"; anything else changes nothing.</param>
    /// <param name="back">A path of this site; anything else leads home.</param>
    private static IResult Choose(HttpContext http, string? to, string? back)
    {
        if (SiteCulture.FromLanguage(to) is { } culture)
        {
            http.Response.Cookies.Append(SiteCulture.CookieName, SiteCulture.LanguageOf(culture), new()
            {
                MaxAge = Remembered,
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            });
        }
        http.Response.Headers.CacheControl = "no-store";
        return Results.LocalRedirect(Urls.IsLocal(back) ? back! : Urls.Home);
    }
}
