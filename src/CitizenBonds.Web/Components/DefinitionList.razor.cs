using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>Names and values in two columns; each line is a Definition.</summary>
public sealed partial class DefinitionList
{
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }
}
