using CitizenBonds.Application.FairPrice;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.FairPrice;

/// <summary>Deposits and withdrawals, newest first, each with its line in the ledger.</summary>
public sealed partial class WindowDeals
{
    [Parameter, EditorRequired] public required IReadOnlyList<WindowDealLine> Deals { get; set; }

    [Parameter, EditorRequired] public required string Caption { get; set; }
}
