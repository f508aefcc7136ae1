using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>How a sum comes about: each step starts where the one before ended, the last bar is the sum.</summary>
public sealed partial class Waterfall
{
    private const int StepsMax = 15;
    private const int RowHeight = 44;
    private const int BarHeight = 16;
    private const int TextRoom = 120;

    private readonly List<(ChartPoint Point, double From, double To, string Kind)> _rows = [];
    private ChartScale _x = null!; // Set before every rendering.

    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required string Summary { get; set; }

    /// <summary>Above zero adds, below zero takes away.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<ChartPoint> Steps { get; set; }

    /// <summary>The sum as people read it; drawn from zero.</summary>
    [Parameter, EditorRequired] public required ChartPoint Total { get; set; }

    private int Height => _rows.Count * RowHeight;

    protected override void OnParametersSet()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Steps.Count, StepsMax);
        _rows.Clear();
        var reached = 0.0;
        foreach (var step in Steps)
        {
            _rows.Add((step, reached, reached + step.Value, step.Value < 0 ? "bar-out" : "bar-in"));
            reached += step.Value;
        }
        _rows.Add((Total, 0, Total.Value, "bar-total"));
        _x = new(
            _rows.SelectMany(row => new[] { row.From, row.To }), withZero: true, 0, ChartFrame.DefaultWidth - TextRoom);
    }
}
