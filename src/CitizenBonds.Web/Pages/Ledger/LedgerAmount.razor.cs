using CitizenBonds.Application.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>Money or tokens, with the bond they belong to.</summary>
public sealed partial class LedgerAmount
{
    [Parameter, EditorRequired] public required LedgerLine Line { get; set; }

    private Money Money => Line.Asset == "BTC" ? Money.FromSatoshi(Line.Amount) : Money.FromYen(Line.Amount);
}
