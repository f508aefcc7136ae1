using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        builder.Services.AddRazorComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet(Hello, () => "Hello World!");
        app.MapRazorComponents<BlankApp>();
        app.Run();
    }
}

/// <summary>The template's document: a head, a router, a layout.</summary>
internal sealed class BlankApp : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(
            0,
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1.0" /><base href="/" />
            <link rel="stylesheet" href="app.css" /></head><body>
            """);
        builder.OpenComponent<Router>(1);
        builder.AddComponentParameter(2, nameof(Router.AppAssembly), typeof(BlankApp).Assembly);
        builder.AddComponentParameter(3, nameof(Router.Found), (RenderFragment<RouteData>)(route => body =>
        {
            body.OpenComponent<RouteView>(0);
            body.AddComponentParameter(1, nameof(RouteView.RouteData), route);
            body.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(BlankLayout));
            body.CloseComponent();
        }));
        builder.CloseComponent();
        builder.AddMarkupContent(4, "</body></html>");
    }
}

internal sealed class BlankLayout : LayoutComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "page");
        builder.OpenElement(2, "nav");
        builder.OpenComponent<NavLink>(3);
        builder.AddComponentParameter(4, "href", "/");
        builder.AddComponentParameter(5, nameof(NavLink.Match), NavLinkMatch.All);
        builder.AddComponentParameter(6, nameof(NavLink.ChildContent), (RenderFragment)(text =>
            text.AddContent(0, "Home")));
        builder.CloseComponent();
        builder.CloseElement();
        builder.OpenElement(7, "main");
        builder.AddContent(8, Body);
        builder.CloseElement();
        builder.CloseElement();
    }
}

[Route(BareHost.Blank)]
internal sealed class BlankPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "h1");
        builder.AddContent(1, "Hello, world!");
        builder.CloseElement();
        builder.OpenElement(2, "p");
        builder.AddContent(3, "Welcome to your new app.");
        builder.CloseElement();
    }
}
