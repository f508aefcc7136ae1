using CitizenBonds.Application.Mining;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>Where the portal stands with the Bitcoin chain, and what is wrong when something is.</summary>
public sealed partial class ChainState
{
    [Parameter, EditorRequired] public required ChainView Chain { get; set; }

    private string NextNote => Chain.Waiting is null
        ? W["Mining.NextKeyAhead"]
        : W["Mining.NextKeyWaits", Formats.Number(Chain.Confirmations), KeyBlock.ConfirmationsMin];
}
