using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

/// <summary>
/// Label, hint, control and error, tied together for screen readers. A control that is not one of ours sets its id to
/// the name and its aria-describedby to <see cref="DescribedBy"/>.
/// </summary>
public sealed partial class Field
{
    /// <summary>The control's id.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public string? Hint { get; set; }

    /// <summary>What is wrong and what would be right; null when nothing is wrong.</summary>
    [Parameter] public string? Error { get; set; }

    [Parameter] public bool Optional { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    private string HintId => $"{Name}-hint";

    private string ErrorId => $"{Name}-error";

    /// <returns>The ids to name in aria-describedby; null when there is neither hint nor error.</returns>
    public static string? DescribedBy(string name, string? hint, string? error) => (hint, error) switch
    {
        (null, null) => null,
        (_, null) => $"{name}-hint",
        (null, _) => $"{name}-error",
        _ => $"{name}-hint {name}-error",
    };
}
