using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>Amounts side by side, from zero, longest names on a line of their own. At most twenty.</summary>
public sealed partial class BarChart
{
    private const int BarsMax = 20;
    private const int RowHeight = 44;
    private const int BarHeight = 16;
    private const int TextRoom = 120;

    private ChartScale _x = null!; // Set before every rendering.

    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required string Summary { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<ChartPoint> Bars { get; set; }

    /// <summary>The heading of the table's figures.</summary>
    [Parameter] public string? ValueName { get; set; }

    private int Height => Bars.Count * RowHeight;

    protected override void OnParametersSet()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bars.Count, BarsMax);
        _x = new(Bars.Select(bar => bar.Value), withZero: true, 0, ChartFrame.DefaultWidth - TextRoom);
    }

    private double LeftOf(ChartPoint bar) => Math.Min(_x.At(0), _x.At(bar.Value));

    private double LengthOf(ChartPoint bar) => Math.Abs(_x.At(bar.Value) - _x.At(0));
}
