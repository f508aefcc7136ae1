using System.Text;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>
/// One to three lines over the same dates, each named at its end. Steps for what changes by decision.
/// </summary>
public sealed partial class LineChart
{
    private const int SeriesMax = 3;
    private const int Right = ChartFrame.DefaultWidth - 104;
    private const int Top = 12;
    private const int Bottom = ChartFrame.DefaultHeight - 28;
    private const int AxisText = ChartFrame.DefaultHeight - 8;
    private const int LabelLine = 15;
    private const int LabelDistance = 34;

    private ChartScale _x = null!; // Set before every rendering.
    private ChartScale _y = null!; // As above.
    private double[] _labels = [];

    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required string Summary { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>True when a value holds until the next point: rates, tiers, limits.</summary>
    [Parameter] public bool Steps { get; set; }

    /// <summary>True where the distance to zero matters.</summary>
    [Parameter] public bool FromZero { get; set; }

    private int Count => Series.Count == 0 ? 0 : Series[0].Points.Count;

    protected override void OnParametersSet()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Series.Count, SeriesMax);
        _x = new([0, Math.Max(1, Count - 1)], withZero: true, 4, Right);
        _y = new(Series.SelectMany(series => series.Points).Select(point => point.Value), FromZero, Bottom, Top);
        _labels = Count == 0 ? [] : LabelHeights();
    }

    private string PathOf(ChartSeries series)
    {
        var path = new StringBuilder();
        for (var i = 0; i < series.Points.Count; i++)
        {
            var x = ChartScale.Text(_x.At(i));
            var y = ChartScale.Text(_y.At(series.Points[i].Value));
            if (i == 0) path.Append('M').Append(x).Append(' ').Append(y);
            else if (Steps) path.Append('H').Append(x).Append('V').Append(y);
            else path.Append('L').Append(x).Append(' ').Append(y);
        }
        return path.ToString();
    }

    /// <summary>Labels of lines that end close together are pushed apart, the higher line's stays above.</summary>
    private double[] LabelHeights()
    {
        var heights = Series.Select(series => _y.At(series.Points[^1].Value) + 4).ToArray();
        var fromTop = Enumerable.Range(0, heights.Length).OrderBy(i => heights[i]).ToArray();
        for (var i = 1; i < fromTop.Length; i++)
            heights[fromTop[i]] = Math.Max(heights[fromTop[i]], heights[fromTop[i - 1]] + LabelDistance);
        var excess = Math.Max(0, heights.Max() - Bottom + (Series.Count > 1 ? LabelLine : 0));
        return [.. heights.Select(height => height - excess)];
    }
}
