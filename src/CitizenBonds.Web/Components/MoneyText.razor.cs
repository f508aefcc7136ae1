using CitizenBonds.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>
/// Money with its unit. Large amounts are shortened, with the exact figure on hover and for screen readers.
/// </summary>
public sealed partial class MoneyText
{
    [Parameter, EditorRequired] public required Money Amount { get; set; }

    /// <summary>To the last unit, however long: in statements, tickets and the ledger.</summary>
    [Parameter] public bool Exactly { get; set; }

    /// <summary>
    /// Marks money as coming in (plus sign, colour) or going out (minus sign) for whoever reads the page.
    /// </summary>
    [Parameter] public MoneyDirection Direction { get; set; }
}
