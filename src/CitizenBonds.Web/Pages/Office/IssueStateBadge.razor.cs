using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

public sealed partial class IssueStateBadge
{
    [Parameter, EditorRequired] public required IssueState State { get; set; }

    private Tone Tone => State switch
    {
        IssueState.Submitted or IssueState.AwaitingTreasury => Tone.Active,
        IssueState.SentBack => Tone.Warning,
        IssueState.Announced or IssueState.Live or IssueState.Redeemed => Tone.Good,
        IssueState.Refused or IssueState.CrowdFailed => Tone.Harm,
        _ => default,
    };
}
