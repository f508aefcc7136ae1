using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>The figures a chart was drawn from.</summary>
public sealed partial class ChartTable
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>At least one.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ChartSeries> Series { get; set; }
}
