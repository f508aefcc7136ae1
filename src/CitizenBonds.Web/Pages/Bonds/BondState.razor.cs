using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

/// <summary>Where a bond stands, in two or three words; while a sale is announced the words follow the time.</summary>
public sealed partial class BondState
{
    [Parameter, EditorRequired] public required BondLine Bond { get; set; }

    [Inject] public required PortalClock Clock { get; init; }

    private string Text => Bond.State switch
    {
        IssueState.Announced when Bond.IsOpenNow =>
            W["Bonds.OpenUntil", Formats.BriefDate(PortalTime.DayOf(Bond.SaleClosesAt))],
        IssueState.Announced when Clock.GetUtcNow() < Bond.SaleOpensAt =>
            W["Bonds.OpensOn", Formats.BriefDate(PortalTime.DayOf(Bond.SaleOpensAt))],
        IssueState.Announced => W["Bonds.Allotting"],
        _ => W.Of(Bond.State),
    };

    private Tone Tone => Bond.State switch
    {
        IssueState.Announced when Bond.IsOpenNow => Tone.Active,
        IssueState.Live or IssueState.Redeemed => Tone.Good,
        IssueState.CrowdFailed => Tone.Warning,
        _ => Tone.Neutral,
    };
}
