using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>All series of mining bonds, and the chain they follow.</summary>
public sealed partial class MiningPage
{
    private IReadOnlyList<MiningSeriesLine> _series = [];
    private ChainView _chain = null!; // Read before anything is drawn.

    [Inject] public required MiningQueries Queries { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    /// <summary>What the page shows is read before it is drawn for the first time: markup relies on it.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _series = await Queries.ListAsync(CancellationToken.None);
        _chain = await Queries.ChainAsync(Clock.GetUtcNow(), CancellationToken.None);
        await base.SetParametersAsync(ParameterView.Empty);
    }
}
