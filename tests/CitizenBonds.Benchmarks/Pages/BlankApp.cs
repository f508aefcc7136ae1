using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>The template's document: a head, a router, a layout.</summary>
public sealed class BlankApp : ComponentBase
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
