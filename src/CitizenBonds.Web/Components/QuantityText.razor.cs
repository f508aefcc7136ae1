using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class QuantityText
{
    [Parameter, EditorRequired] public required Quantity Quantity { get; set; }

    /// <summary>False where the table heading says "tokens".</summary>
    [Parameter] public bool WithUnit { get; set; } = true;

    private string Text => WithUnit ? W.Tokens(Quantity) : Formats.Number(Quantity.Tokens);
}
