using CitizenBonds.Chain.Custody;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>What the contracts paid to the wallet, and what went to it and came back.</summary>
public sealed partial class WalletHistory
{
    [Parameter, EditorRequired] public required WalletView View { get; set; }

    private static Tone ToneOf(CustodyMovementState state) => state switch
    {
        CustodyMovementState.OnItsWay => Tone.Active,
        CustodyMovementState.Done or CustodyMovementState.PaidInCash => Tone.Good,
        _ => Tone.Warning,
    };
}
