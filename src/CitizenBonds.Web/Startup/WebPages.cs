using CitizenBonds.Web.Assets;
using CitizenBonds.Web.Endpoints;
using CitizenBonds.Web.Endpoints.Api;
using CitizenBonds.Web.Endpoints.Live;
using CitizenBonds.Web.Endpoints.OpenData;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Layout;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CitizenBonds.Web.Startup;

/// <summary>Everything between a request and a page: languages, headers, limits, components, snapshots.</summary>
public static class WebPages
{
    private const long SnapshotMegabytes = 64;

    public static void AddWebPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRequestLocalization(options =>
        {
            options.SupportedCultures = [.. SiteCulture.All];
            options.SupportedUICultures = [.. SiteCulture.All];
            options.RequestCultureProviders = [new SiteCultureProvider()];
        });
        services.AddRateLimits();
        services.AddApi();
        services.AddSingleton<MarketLive>();
        services.AddSingleton<Words>();
        services.AddSingleton<SiteAssets>();
        services.AddSingleton<PageRenderer>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PortalDataVersion>();
        services.AddSingleton<IPublicDataVersion>(provider => provider.GetRequiredService<PortalDataVersion>());
        services.AddHostedService(provider => provider.GetRequiredService<PortalDataVersion>());
        services.AddSingleton(provider => new PublicSnapshots(
            provider.GetRequiredService<IPublicDataVersion>(),
            provider.GetRequiredService<TimeProvider>(),
            builder.Configuration.GetValue("Portal:SnapshotMegabytes", SnapshotMegabytes) * 1024L * 1024));
    }

    /// <summary>What comes before identity: it decides neither who asks nor whether they may.</summary>
    public static void UseWebPages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ShowErrorAsync });
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseReadinessGate();
        app.UseKeptPages();
        app.UseRouting(); // Public pages and assets end here.
        app.UseRequestLocalization();
    }

    public static void MapWebPages(this WebApplication app)
    {
        app.MapSiteAssets();
        app.MapLanguage();
        app.MapStatement();
        app.MapHealth();
        app.MapPublicPages();
        app.MapOpenData();
        app.MapMarketLive();
        app.MapApi();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        app.MapPublicNotFound();
    }

    /// <summary>
    /// The outermost edge: the framework has logged the exception under the trace id that is shown here.
    /// </summary>
    private static Task ShowErrorAsync(HttpContext http)
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = failure is TimeoutException
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status500InternalServerError;
        http.Response.Headers["Request-Id"] = http.TraceIdentifier;
        if (ApiEndpoints.IsApi(http.Request))
            return ApiProblem.OfFailure(http.TraceIdentifier, status).ExecuteAsync(http);
        return PublicPageEndpoints.ServeStatusAsync(http, typeof(Pages.ErrorPage), status);
    }
}
