using System.Globalization;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Web.Components.Forms;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Filings;

/// <summary>Everything issuers have had to disclose, newest first, with the days it was late.</summary>
public sealed partial class DisclosurePage
{
    private IReadOnlyList<PublicFiling> _page = [];
    private IReadOnlyList<OverdueFiling> _overdue = [];
    private bool _hasMore;

    [Parameter] public FilingKind? Kind { get; set; }

    [Parameter] public string? Issuer { get; set; }

    [Parameter] public long? Before { get; set; }

    [Inject] public required FilingQueries Queries { get; init; }

    [Inject] public required DutyQueries Duties { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private List<Choice> Kinds =>
        [.. Enum.GetValues<FilingKind>().Select(kind => new Choice(kind.ToString(), W.Of(kind)))];

    protected override async Task OnInitializedAsync()
    {
        _overdue = await Duties.OverdueAsync(issuerCode: null, Clock.GetUtcNow(), CancellationToken.None);
        var found = await Queries.FindAsync(Issuer?.Trim(), Kind, Before, CancellationToken.None);
        _hasMore = found.Count > FilingQueries.FilingsPerPage;
        _page = [.. found.Take(FilingQueries.FilingsPerPage)];
    }

    private string Address(long? before) => Urls.WithQuery(
        Urls.Disclosure,
        ("kind", Kind?.ToString()),
        ("issuer", Issuer),
        ("before", before?.ToString(CultureInfo.InvariantCulture)));
}
