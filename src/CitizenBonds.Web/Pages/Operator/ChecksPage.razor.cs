using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Operations;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Layout;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>People who wait for their identity to be checked.</summary>
public sealed partial class ChecksPage
{
    private IReadOnlyList<IdentityCheckView> _checks = [];
    private IdentityCheckView? _open;

    [Inject] public required IdentityCheckQueries Queries { get; init; }

    [Inject] public required DecideIdentityCheck Decide { get; init; }

    [SupplyParameterFromQuery(Name = "id")] public long? Id { get; set; }

    [SupplyParameterFromForm(FormName = "refuse")] public string? Reason { get; set; }

    private List<ConsoleItem> Items =>
        [.. _checks.Select(check => new ConsoleItem(
            ConsoleUrls.Check(check.Id), check.FullName, Formats.BriefDate(PortalTime.DayOf(check.RequestedAt))))];

    protected override async Task LoadAsync()
    {
        _checks = await Queries.WaitingAsync(Cancelled);
        _open = _checks.FirstOrDefault(check => check.Id == Id);
    }

    private Task ApproveAsync() => DecideAsync(isApproved: true, "identity-approved");

    private Task RefuseAsync() => DecideAsync(isApproved: false, "identity-refused");

    private async Task DecideAsync(bool isApproved, string done)
    {
        var command = new DecideIdentityCheckCommand(Id ?? 0, isApproved, isApproved ? null : Reason);
        Refused = (await Decide.ExecuteAsync(command, Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Identity, done));
    }
}
