using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>The template's first page.</summary>
[Route(BareHost.Blank)]
public sealed class BlankPage : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<PageTitle>(0);
        builder.AddComponentParameter(1, nameof(PageTitle.ChildContent), (RenderFragment)(title =>
            title.AddContent(0, "Home")));
        builder.CloseComponent();
        builder.OpenElement(2, "h1");
        builder.AddContent(3, "Hello, world!");
        builder.CloseElement();
        builder.AddContent(4, "Welcome to your new app.");
    }
}
