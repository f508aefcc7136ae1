using CitizenBonds.Application.Ledger;
using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>One movement with its proof.</summary>
public sealed partial class TransferPage
{
    private LedgerLine? _line;

    [Parameter] public long Id { get; set; }

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required LedgerQueries Queries { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _line = await Queries.FindTransferAsync(Id, CancellationToken.None);
        if (_line is null) Request.NotFound();
    }
}
