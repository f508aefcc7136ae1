using CitizenBonds.Chain;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>
/// The heads of the ledger on a chain the operator cannot rewrite, how far behind they are, what is wrong.
/// </summary>
public sealed partial class AnchorsPage
{
    private ChainStatus? _status;

    [Inject] public required ChainQueries Queries { get; init; }

    protected override async Task OnInitializedAsync() => _status = await Queries.StatusAsync(CancellationToken.None);
}
