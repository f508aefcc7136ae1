using CitizenBonds.Application.MiningBonds;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The nation's mining bonds.</summary>
public sealed partial class MiningBondsPage
{
    private IReadOnlyList<MiningBondLine> _bonds = [];

    [Inject] public required MiningBondQueries Bonds { get; init; }

    protected override async Task OnInitializedAsync() => _bonds = await Bonds.AllAsync(Cancelled);
}
