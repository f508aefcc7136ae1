using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class Definition
{
    [Parameter, EditorRequired] public required string Term { get; set; }

    /// <summary>The term in plain words.</summary>
    [Parameter] public string? Explanation { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }
}
