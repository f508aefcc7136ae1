using System.Globalization;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

public sealed partial class OfficerIssuePage
{
    private IssueDetail? _issue;
    private IssueSimulation? _simulation;
    private string? _refusal;

    [Parameter] public long Id { get; set; }

    [Inject] public required IssueDeskQueries Desk { get; init; }

    [Inject] public required SimulateIssue Simulate { get; init; }

    [Inject] public required CancelIssue Cancel { get; init; }

    [SupplyParameterFromForm] public string? Version { get; set; }

    [SupplyParameterFromForm] public string? Reason { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _issue = await Desk.FindAsync(Id, Actor, Cancelled);
        if (_issue is null)
        {
            Navigation.NotFound();
            return;
        }

        if (IsAhead(_issue.Line.State))
        {
            _simulation = await Simulate.ExecuteAsync(
                _issue.IssuerId, _issue.Terms, _issue.Price, _issue.Line.Id, Now, Cancelled);
        }
    }

    private static bool IsAhead(IssueState state) =>
        state is IssueState.Submitted or IssueState.SentBack or IssueState.AwaitingTreasury or IssueState.Announced;

    private bool MayCancel(IssueDetail issue) =>
        IsAhead(issue.Line.State) && (issue.Line.State != IssueState.Announced || Now < issue.Line.SaleOpensAt);

    private async Task CancelAsync()
    {
        if (_issue is null) return;
        var version = int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 0;
        var outcome = await Cancel.ExecuteAsync(new(Id, version, Reason), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.OfficerIssue(Id), "cancelled"));
    }
}
