using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A moment as the clocks in Japan showed it.</summary>
public sealed partial class MomentText
{
    [Parameter, EditorRequired] public required DateTimeOffset Moment { get; set; }

    [Parameter] public bool WithSeconds { get; set; }
}
