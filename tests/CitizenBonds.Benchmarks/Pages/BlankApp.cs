using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// The document of the blank template: preloads, import map and head outlet, router with focus, the dialog shown when a
/// connection is lost, the script.
/// </summary>
public sealed class BlankApp : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(
            0,
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1.0" /><base href="/" />
            """);
        builder.OpenComponent<ResourcePreloader>(1);
        builder.CloseComponent();
        builder.OpenElement(2, "link");
        builder.AddAttribute(3, "rel", "stylesheet");
        builder.AddAttribute(4, "href", Assets["app.css"]);
        builder.CloseElement();
        builder.OpenComponent<ImportMap>(5);
        builder.CloseComponent();
        builder.OpenComponent<HeadOutlet>(6);
        builder.CloseComponent();
        builder.AddMarkupContent(7, "</head><body>");
        builder.OpenComponent<Router>(8);
        builder.AddComponentParameter(9, nameof(Router.AppAssembly), typeof(BlankApp).Assembly);
        builder.AddComponentParameter(10, nameof(Router.Found), (RenderFragment<RouteData>)(route => body =>
        {
            body.OpenComponent<RouteView>(0);
            body.AddComponentParameter(1, nameof(RouteView.RouteData), route);
            body.AddComponentParameter(2, nameof(RouteView.DefaultLayout), typeof(BlankLayout));
            body.CloseComponent();
            body.OpenComponent<FocusOnNavigate>(3);
            body.AddComponentParameter(4, nameof(FocusOnNavigate.RouteData), route);
            body.AddComponentParameter(5, nameof(FocusOnNavigate.Selector), "h1");
            body.CloseComponent();
        }));
        builder.CloseComponent();
        builder.OpenComponent<BlankDialog>(11);
        builder.CloseComponent();
        builder.OpenElement(12, "script");
        builder.AddAttribute(13, "src", Assets["_framework/blazor.web.js"]);
        builder.CloseElement();
        builder.AddMarkupContent(14, "</body></html>");
    }
}
