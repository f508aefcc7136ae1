using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Domain.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.CentralBank;

/// <summary>The central bank's desk: its programmes, and the bonds it may plan one for.</summary>
public sealed partial class CentralBankPage
{
    private IReadOnlyList<BuybackLine> _programmes = [];
    private IReadOnlyList<MiningBondLine> _bonds = [];

    [Inject] public required BuybackQueries Programmes { get; init; }

    [Inject] public required MiningBondQueries Bonds { get; init; }

    private IReadOnlyList<MiningBondLine> Live => [.. _bonds.Where(bond => bond.State == IssueState.Live)];

    protected override async Task OnInitializedAsync()
    {
        _programmes = await Programmes.AllAsync(isin: null, Cancelled);
        _bonds = await Bonds.AllAsync(Cancelled);
    }
}
