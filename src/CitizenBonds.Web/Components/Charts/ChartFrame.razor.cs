using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>What every chart has: a title, its message as a sentence, the drawing, and the table behind it.</summary>
public sealed partial class ChartFrame
{
    public const int DefaultWidth = 480;
    public const int DefaultHeight = 220;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What the chart shows, for whoever cannot see it.</summary>
    [Parameter, EditorRequired] public required string Summary { get; set; }

    [Parameter] public int Width { get; set; } = DefaultWidth;

    [Parameter] public int Height { get; set; } = DefaultHeight;

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    [Parameter, EditorRequired] public required RenderFragment Table { get; set; }
}
