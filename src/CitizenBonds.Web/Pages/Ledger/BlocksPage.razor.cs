using System.Globalization;
using CitizenBonds.Application.Ledger;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

public sealed partial class BlocksPage
{
    private IReadOnlyList<BlockView> _blocks = [];

    /// <summary>Blocks below this height; null for the newest.</summary>
    [Parameter] public long? Before { get; set; }

    [Inject] public required LedgerQueries Queries { get; init; }

    private string? NextAddress => _blocks.Count > 0 && _blocks[^1].Height > 1
        ? Urls.WithQuery(Urls.LedgerBlocks, ("before", _blocks[^1].Height.ToString(CultureInfo.InvariantCulture)))
        : null;

    protected override async Task OnInitializedAsync() =>
        _blocks = await Queries.FindBlocksAsync(Before, CancellationToken.None);
}
