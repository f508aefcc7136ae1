using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>Text in a drawing. A component because Razor keeps the element's name for itself inside code.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public required double X { get; set; }

    /// <summary>The base line.</summary>
    [Parameter, EditorRequired] public required double Y { get; set; }

    [Parameter] public string? Class { get; set; }

    /// <summary>"start", "middle" or "end" of the text stands at X.</summary>
    [Parameter] public string? Anchor { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", ChartScale.Text(X));
        builder.AddAttribute(2, "y", ChartScale.Text(Y));
        builder.AddAttribute(3, "class", Class);
        builder.AddAttribute(4, "text-anchor", Anchor);
        builder.AddContent(5, ChildContent);
        builder.CloseElement();
    }
}
