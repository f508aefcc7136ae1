using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A yield in percent, to two decimals, with the word that says of what.</summary>
public sealed partial class YieldText
{
    /// <summary>1.25 means 1.25 %.</summary>
    [Parameter, EditorRequired] public required decimal Percent { get; set; }

    /// <summary>"a year", "yield to maturity": null when the table heading says it.</summary>
    [Parameter] public string? Word { get; set; }
}
