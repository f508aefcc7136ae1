using CitizenBonds.Data.Chain;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Ledger;

/// <summary>
/// What is wrong with the chain now, one notice for each kind. A bond left to the ledger is not wrong.
/// </summary>
public sealed partial class OpenIncidents
{
    [Parameter, EditorRequired] public required IReadOnlyList<ChainIncidentRow> Open { get; set; }

    private IEnumerable<IGrouping<ChainIncidentKind, ChainIncidentRow>> Kinds =>
        Open.Where(incident => incident.Kind != ChainIncidentKind.SeriesNotMirrored)
            .GroupBy(incident => incident.Kind);
}
