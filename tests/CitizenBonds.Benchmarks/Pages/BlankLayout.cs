using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Routing;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>Navigation and a place for the page, as the template has it.</summary>
public sealed class BlankLayout : LayoutComponentBase
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
