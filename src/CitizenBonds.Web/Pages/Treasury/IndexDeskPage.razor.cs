using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Domain.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The nation's index-linked bonds, those that wait for the second person among them.</summary>
public sealed partial class IndexDeskPage
{
    private IReadOnlyList<IndexSeriesLine> _series = [];

    [Inject] public required IndexSeriesQueries Queries { get; init; }

    protected override async Task OnInitializedAsync() => _series = await Queries.ListAsync(Cancelled);

    private static string AddressOf(IndexSeriesLine line) =>
        line.State is IssueState.Submitted or IssueState.Refused
            ? Urls.TreasuryIndexSeries(line.IssueId)
            : Urls.IndexLinked(line.Isin);
}
