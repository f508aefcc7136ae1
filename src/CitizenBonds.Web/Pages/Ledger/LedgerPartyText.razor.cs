using CitizenBonds.Application.Ledger;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>
/// One side of a movement: a public body by name, anybody else by what the account is for; always the number.
/// </summary>
public sealed partial class LedgerPartyText
{
    [Parameter, EditorRequired] public required LedgerParty Party { get; set; }
}
