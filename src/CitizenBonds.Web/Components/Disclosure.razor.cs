using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>Something most readers can leave closed.</summary>
public sealed partial class Disclosure
{
    [Parameter, EditorRequired] public required string Summary { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }
}
