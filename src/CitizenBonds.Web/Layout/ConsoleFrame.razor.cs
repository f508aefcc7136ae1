using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

/// <summary>A console's body: the work list at the left, one task at the right.</summary>
public sealed partial class ConsoleFrame
{
    [Parameter, EditorRequired] public required string ListTitle { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ConsoleItem> Items { get; set; }

    /// <summary>The address of the open task; null when none is open.</summary>
    [Parameter] public string? Current { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }
}
