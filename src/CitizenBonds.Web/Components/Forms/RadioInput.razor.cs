using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

public sealed partial class RadioInput
{
    [Parameter, EditorRequired] public required IReadOnlyList<Choice> Options { get; set; }
}
