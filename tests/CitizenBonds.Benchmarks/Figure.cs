using System.Globalization;

namespace CitizenBonds.Benchmarks;

/// <summary>One measured figure, printed as one JSON line.</summary>
internal static class Figure
{
    /// <param name="value">What our code reached.</param>
    /// <param name="yardstick">What the bare loop reached in the same run; 0 when the figure has none.</param>
    public static void Print(string name, double value, string unit, double yardstick)
    {
        var ratio = yardstick == 0 ? "null" : (value / yardstick).ToString("F3", CultureInfo.InvariantCulture);
        var bare = yardstick == 0 ? "null" : yardstick.ToString("F0", CultureInfo.InvariantCulture);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"name":"{{name}}","value":{{value:F0}},"unit":"{{unit}}","yardstick":{{bare}},"ratio":{{ratio}}}"""));
    }
}
