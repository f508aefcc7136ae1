using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>Nothing to show yet: what would be here, why it is empty, what to do.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter] public string? Why { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }
}
