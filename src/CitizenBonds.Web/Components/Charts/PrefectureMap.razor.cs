using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>
/// Japan as 47 equal tiles, each about where the prefecture lies, in three shades by thirds of the largest value.
/// </summary>
public sealed partial class PrefectureMap
{
    private const int Tile = 36;
    private const int Columns = 13;
    private const int Rows = 13;
    private const int Middle = (Tile - 3) / 2;

    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required string Summary { get; set; }

    /// <summary>The heading of the table's figures.</summary>
    [Parameter, EditorRequired] public required string ValueName { get; set; }

    /// <summary>
    /// By the prefecture's number, 1 (Hokkaido) to 47 (Okinawa), JIS X 0401. Those absent stay blank.
    /// </summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<int, ChartPoint> Values { get; set; }

    private double Largest => Values.Values.Select(point => point.Value).DefaultIfEmpty(0).Max();

    private ChartPoint[] Listed =>
        [.. Prefecture.All.Where(tile => Values.ContainsKey(tile.Code))
            .Select(tile => Values[tile.Code] with { Label = tile.FullName })];

    private string? ShadeOf(ChartPoint? point)
    {
        if (point is null || point.Value <= 0) return null;
        var share = point.Value / Largest;
        return share > 2 / 3d ? "tile-3" : share > 1 / 3d ? "tile-2" : "tile-1";
    }
}
