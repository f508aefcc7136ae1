using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

public sealed partial class TextInput
{
    /// <summary>The HTML type: "text", "email", "tel", "password", "search".</summary>
    [Parameter] public string Type { get; set; } = "text";

    [Parameter] public string? Autocomplete { get; set; }

    [Parameter] public string? InputMode { get; set; }

    [Parameter] public int LengthMax { get; set; } = 200;
}
