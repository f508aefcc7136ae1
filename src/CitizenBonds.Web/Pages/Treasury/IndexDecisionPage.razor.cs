using System.Globalization;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Web.Pages.IndexLinked;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>One index-linked bond before the second person of the treasury.</summary>
public sealed partial class IndexDecisionPage
{
    private IndexSeriesLine? _line;
    private string? _refusal;

    [Parameter] public long Id { get; set; }

    [Inject] public required IndexSeriesQueries Queries { get; init; }

    [Inject] public required DecideIndexSeries Deciding { get; init; }

    [SupplyParameterFromForm] public string? Version { get; set; }

    [SupplyParameterFromForm] public string? Reason { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _line = await Queries.FindLineAsync(Id, Cancelled);
        if (_line is null) Navigation.NotFound();
    }

    private Task AgreeAsync() => DecideAsync(IssueDecision.Agree, reason: null, "approved");

    private Task RefuseAsync() => DecideAsync(IssueDecision.Refuse, Reason, "refused");

    private async Task DecideAsync(IssueDecision decision, string? reason, string done)
    {
        _ = int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var outcome = await Deciding.ExecuteAsync(
            new(Id, version, decision, reason), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = IndexFigure.Refused(W, refusal);
        else GoTo(Urls.Done(Urls.TreasuryIndexLinked, done));
    }
}
