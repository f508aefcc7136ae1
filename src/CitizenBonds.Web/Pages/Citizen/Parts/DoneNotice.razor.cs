using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>What was just done, when the address names something we have a sentence for.</summary>
public sealed partial class DoneNotice
{
    [Parameter, EditorRequired] public string? What { get; set; }
}
