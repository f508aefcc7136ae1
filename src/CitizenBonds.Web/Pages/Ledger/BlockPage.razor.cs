using System.Globalization;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

public sealed partial class BlockPage
{
    private BlockView? _block;

    [Parameter] public long Height { get; set; }

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required LedgerQueries Queries { get; init; }

    private string LinesAddress => Urls.WithQuery(
        Urls.Ledger,
        ("before", _block is null ? null : (_block.FirstId + _block.Count).ToString(CultureInfo.InvariantCulture)));

    protected override async Task OnInitializedAsync()
    {
        _block = await Queries.FindBlockAsync(Height, CancellationToken.None);
        if (_block is null) Request.NotFound();
    }
}
