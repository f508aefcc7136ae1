using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// The yardstick, in a process of its own: hello world of a minimal API, and the page of the blank Blazor template as
/// <c>dotnet new blazor --empty</c> sets it up, interactive on the server, rendered for each request.
/// </summary>
internal static class BareHost
{
    public const string Name = "bare-host";
    public const string Hello = "/hello";
    public const string Blank = "/";

    public static void Run(string port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        var app = builder.Build();
        // Answered before the template's own middleware, as a minimal API alone would.
        app.MapGet(Hello, () => "Hello World!").ShortCircuit();
        app.UseExceptionHandler("/Error", createScopeForErrors: true);
        app.UseHsts();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAntiforgery();
        app.MapRazorComponents<BlankApp>().AddInteractiveServerRenderMode();
        app.Run();
    }
}
