using CitizenBonds.Application.Mining;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>Series of mining bonds, one a row.</summary>
public sealed partial class MiningSeriesTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<MiningSeriesLine> Series { get; set; }
}
