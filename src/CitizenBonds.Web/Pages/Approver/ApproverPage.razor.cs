using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Approver;

public sealed partial class ApproverPage
{
    private IReadOnlyList<IssueLine> _issues = [];

    [Inject] public required IssueDeskQueries Desk { get; init; }

    protected override async Task OnInitializedAsync() =>
        _issues = await Desk.WaitingForApprovalAsync(Actor, Cancelled);
}
