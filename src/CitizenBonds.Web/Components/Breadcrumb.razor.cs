using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class Breadcrumb
{
    [Parameter, EditorRequired] public required IReadOnlyList<(string Title, string Address)> Items { get; set; }

    [Parameter, EditorRequired] public required string Current { get; set; }
}
