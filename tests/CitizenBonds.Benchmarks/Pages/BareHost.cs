using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// The yardstick, in a process of its own: hello world of a minimal API, and a blank page as the Blazor template has
/// it, rendered for each request.
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
        builder.Services.AddRazorComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet(Hello, () => "Hello World!");
        app.MapRazorComponents<BlankApp>();
        app.Run();
    }
}
