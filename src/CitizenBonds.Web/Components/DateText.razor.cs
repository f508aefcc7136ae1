using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class DateText
{
    [Parameter, EditorRequired] public required DateOnly Date { get; set; }

    /// <summary>For tables.</summary>
    [Parameter] public bool Brief { get; set; }
}
