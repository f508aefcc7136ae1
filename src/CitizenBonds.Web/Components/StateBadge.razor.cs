using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A state as a word; the tone only repeats it.</summary>
public sealed partial class StateBadge
{
    [Parameter] public Tone Tone { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    private string? Class => InlineText.BadgeClass(Tone);
}
