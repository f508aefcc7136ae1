using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Operations;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>What waits, and whether the portal is well.</summary>
public sealed partial class OverviewPage
{
    private PortalState _state = new([], null, null);

    [Inject] public required AuditLedger Audit { get; init; }

    protected override async Task LoadAsync() => _state = await Console.StateAsync(Cancelled);

    /// <remarks>Only reads the books; running it twice does no harm.</remarks>
    private async Task AuditAsync()
    {
        var result = await Audit.ExecuteAsync(Now, Cancelled);
        GoTo(ConsoleUrls.WithDone(ConsoleUrls.Home, result.Findings.Count == 0 ? "audit-clean" : "audit-findings"));
    }
}
