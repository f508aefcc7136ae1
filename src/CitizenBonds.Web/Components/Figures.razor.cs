using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A row of at most four large figures; each is a Figure.</summary>
public sealed partial class Figures
{
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }
}
