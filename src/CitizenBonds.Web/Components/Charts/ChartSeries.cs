namespace CitizenBonds.Web.Components.Charts;

/// <param name="Name">Written at the end of the line instead of a legend.</param>
/// <param name="Points">From left to right; all series of a chart have the same labels.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points);
