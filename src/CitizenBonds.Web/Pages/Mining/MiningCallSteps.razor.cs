using CitizenBonds.Application.Mining;
using CitizenBonds.Data.Mining;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>A call: its price and why, and which of its steps have been taken.</summary>
public sealed partial class MiningCallSteps
{
    [Parameter, EditorRequired] public required MiningCallView Call { get; set; }

    private int Step => Call.State switch
    {
        MiningCallState.Announced => 0,
        MiningCallState.Buying => 1,
        _ => 3,
    };
}
