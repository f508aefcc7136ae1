using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

public sealed partial class SelectInput
{
    [Parameter, EditorRequired] public required IReadOnlyList<Choice> Options { get; set; }

    [Parameter] public string? Placeholder { get; set; }
}
