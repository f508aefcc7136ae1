using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

/// <summary>Everything that is wrong with a form, first on the page, each leading to its field.</summary>
public sealed partial class ErrorSummary
{
    /// <summary>Field names with what is wrong.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<(string Name, string Text)> Errors { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private string Path => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
}
