using System.Globalization;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>Turns values into the coordinates of a drawing; a pixel's accuracy is all that is asked of it.</summary>
public sealed class ChartScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _start;
    private readonly double _end;

    /// <param name="values">What must fit.</param>
    /// <param name="withZero">True where the distance to zero is part of the message, as in every bar chart.</param>
    /// <param name="start">Where the lowest value is drawn; may be more than <paramref name="end"/>.</param>
    public ChartScale(IEnumerable<double> values, bool withZero, double start, double end)
    {
        var all = values.Where(double.IsFinite).Concat(withZero
            ? [0]
            : Array.Empty<double>()).DefaultIfEmpty(0).ToList();
        _low = all.Min();
        _high = all.Max();
        if (_high - _low < double.Epsilon) _high = _low + 1; // A flat series is drawn along the bottom.
        _start = start;
        _end = end;
    }

    public double Low => _low;

    public double High => _high;

    public bool HoldsZero => _low < 0 && _high > 0;

    public double At(double value) => _start + (value - _low) / (_high - _low) * (_end - _start);

    /// <summary>A coordinate as SVG writes it.</summary>
    public static string Text(double coordinate) => Math.Round(coordinate, 1).ToString(CultureInfo.InvariantCulture);
}
