using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A message in the page. A refused request uses Refusal instead.</summary>
public sealed partial class Notice
{
    [Parameter] public Tone Tone { get; set; } = Tone.Active;

    /// <summary>Says the kind of message in words; the colour only repeats it.</summary>
    [Parameter] public string? Title { get; set; }

    /// <summary>True for the answer to something just done: screen readers then speak it.</summary>
    [Parameter] public bool IsAnswer { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }

    private string? Class => Tone switch
    {
        Tone.Good => "notice-success",
        Tone.Warning => "notice-warning",
        Tone.Harm => "notice-refusal",
        _ => null,
    };

    private IconName Symbol => Tone switch
    {
        Tone.Good => IconName.Check,
        Tone.Warning or Tone.Harm => IconName.Warning,
        _ => IconName.Info,
    };

    private string? Role => IsAnswer ? (Tone == Tone.Harm ? "alert" : "status") : null;
}
