using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class Figure
{
    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public string? Note { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }
}
