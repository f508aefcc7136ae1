using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A public account number: says nothing of who holds it.</summary>
public sealed partial class PseudonymText
{
    [Parameter, EditorRequired] public required string Account { get; set; }

    /// <summary>Leads to the lines of this account in the ledger.</summary>
    [Parameter] public bool Link { get; set; } = true;
}
