using CitizenBonds.Application.FairPrice;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.FairPrice;

/// <summary>Every vote on k with its result, and the public register of who may vote.</summary>
public sealed partial class WindowVotes
{
    [Parameter, EditorRequired] public required IReadOnlyList<WindowBallotLine> Ballots { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<WindowMinerLine> Miners { get; set; }

    /// <summary>"62.3 % of " before what was needed, once it is counted.</summary>
    private static string Turnout(WindowBallotLine ballot) =>
        ballot is { TerahashesVoted: { } voted, TerahashesRegistered: > 0 and var registered }
            ? $"{WindowFigure.Share((double)voted / registered)} / "
            : "";
}
