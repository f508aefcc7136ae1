using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>The guided path: what is done, where one is, what comes.</summary>
public sealed partial class Steps
{
    [Parameter, EditorRequired] public required IReadOnlyList<string> Names { get; set; }

    /// <summary>From zero; the number of names when everything is done.</summary>
    [Parameter, EditorRequired] public required int Current { get; set; }

    private string StateOf(int step) => step < Current ? "done" : step == Current ? "now" : "later";
}
