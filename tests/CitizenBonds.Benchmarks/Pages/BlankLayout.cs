using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>The page and the bar that tells of an error, as the template has it.</summary>
public sealed class BlankLayout : LayoutComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddContent(0, Body);
        builder.AddMarkupContent(
            1,
            """
            <div id="error" data-nosnippet>An error was not handled. <a href="." class="reload">Load again</a>
            <span class="dismiss">x</span></div>
            """);
    }
}
