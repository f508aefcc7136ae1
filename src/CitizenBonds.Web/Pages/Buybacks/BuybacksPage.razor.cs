using CitizenBonds.Application.Buyback;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>Every buyback programme of the central bank.</summary>
public sealed partial class BuybacksPage
{
    private IReadOnlyList<BuybackLine> _programmes = [];

    [Inject] public required BuybackQueries Programmes { get; init; }

    protected override async Task OnInitializedAsync() =>
        _programmes = await Programmes.AllAsync(isin: null, CancellationToken.None);
}
