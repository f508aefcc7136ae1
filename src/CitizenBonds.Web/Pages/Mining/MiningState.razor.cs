using CitizenBonds.Application.Mining;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>How far a series has come: on sale, paid by the chain, called, over.</summary>
public sealed partial class MiningState
{
    [Parameter, EditorRequired] public required MiningSeriesLine Line { get; set; }

    private (Tone Tone, string Text) State => Line switch
    {
        { State: IssueState.Announced } => (Tone.Active, W["Mining.StateOnSale"]),
        { Call.State: MiningCallState.Announced } => (Tone.Warning, W["Mining.StateCalled"]),
        { Call.State: MiningCallState.Buying } => (Tone.Warning, W["Mining.StateBuying"]),
        { State: IssueState.Live } => (Tone.Good, W["Mining.StateLive"]),
        _ => (Tone.Neutral, W["Mining.StateOver"]),
    };
}
