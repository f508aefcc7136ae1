using System.Globalization;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>One's index-linked bonds, and the right to sell them back while it is open.</summary>
public sealed partial class OwnIndexPage
{
    private IReadOnlyList<OwnIndexSeries> _own = [];

    [Inject] public required IndexSeriesQueries Queries { get; init; }

    [Inject] public required UseOption Using { get; init; }

    [SupplyParameterFromForm(FormName = "sell-back")] public string? IssueId { get; set; }

    [SupplyParameterFromForm(FormName = "sell-back")] public string? Tokens { get; set; }

    protected override async Task LoadAsync() => _own = await Queries.OwnAsync(UserId, Now, Cancelled);

    private async Task SellAsync()
    {
        _ = long.TryParse(IssueId, NumberStyles.None, CultureInfo.InvariantCulture, out var issueId);
        var outcome = await Using.ExecuteAsync(new(issueId, Tokens), Key, UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(Urls.OwnIndexLinked, "sold"));
    }
}
