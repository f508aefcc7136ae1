using CitizenBonds.Application.Ledger;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

public sealed partial class LedgerTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<LedgerLine> Lines { get; set; }

    [Parameter, EditorRequired] public required string Caption { get; set; }
}
