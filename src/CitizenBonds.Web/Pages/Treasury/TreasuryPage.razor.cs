using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

public sealed partial class TreasuryPage
{
    private IReadOnlyList<IssueLine> _issues = [];

    [Inject] public required IssueDeskQueries Desk { get; init; }

    protected override async Task OnInitializedAsync() => _issues = await Desk.WaitingForPermissionAsync(Cancelled);
}
