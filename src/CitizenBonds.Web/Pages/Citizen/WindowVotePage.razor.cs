using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using CitizenBonds.Web.Pages.FairPrice;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>A registered miner's one vote on k.</summary>
public sealed partial class WindowVotePage
{
    private OwnWindow _own = OwnWindow.Nothing;
    private WindowBallotLine? _ballot;

    [Inject] public required WindowQueries Queries { get; init; }

    [Inject] public required CastVote Voting { get; init; }

    [SupplyParameterFromForm(FormName = "vote")] public string? Constant { get; set; }

    protected override async Task LoadAsync()
    {
        _own = await Queries.OwnAsync(UserId, Cancelled);
        var view = await Queries.FindAsync(Cancelled);
        _ballot = view.Ballots.FirstOrDefault(ballot => ballot.CountedAt is null && ballot.ClosesAt > Now);
    }

    private async Task VoteAsync()
    {
        if (TypedText.Number(Constant, -1_000_000, 1_000_000_000, 9).Value is not { } typed)
        {
            Errors.Add((nameof(Constant), W["FairPrice.AnyNumber"]));
            return;
        }

        Refused = (await Voting.ExecuteAsync(
            new(WindowFigure.ConstantOf(typed)), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.WindowVote, "window-vote"));
    }
}
