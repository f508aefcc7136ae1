using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>The template's first page.</summary>
[Route(BareHost.Blank)]
public sealed class BlankPage : ComponentBase
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
