using CitizenBonds.Application.Operations;

namespace CitizenBonds.Web.Pages.Operator;

public sealed partial class AuditsPage
{
    private IReadOnlyList<AuditLine> _audits = [];

    protected override async Task LoadAsync() => _audits = await Console.AuditsAsync(Cancelled);
}
