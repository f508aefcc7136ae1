using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A rate or yield in percent, with the word that says of what.</summary>
public sealed partial class RateText
{
    /// <summary>1.25 means 1.25 %.</summary>
    [Parameter, EditorRequired] public required decimal Percent { get; set; }

    /// <summary>Shown even when zero.</summary>
    [Parameter] public int Decimals { get; set; } = 2;

    /// <summary>"a year", "yield to maturity": null when the table heading says it.</summary>
    [Parameter] public string? Word { get; set; }
}
