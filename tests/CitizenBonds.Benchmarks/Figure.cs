using System.Globalization;

namespace CitizenBonds.Benchmarks;

/// <summary>One measured figure, printed as one JSON line.</summary>
internal static class Figure
{
    /// <summary>A figure of which less is better; its yardstick is what it may cost, or what is bare.</summary>
    public static void PrintCost(string name, double value, string unit, double limit) =>
        Print(name, value, unit, limit, limit / value);

    /// <param name="value">What our code reached.</param>
    /// <param name="yardstick">What the bare loop reached in the same run; 0 when the figure has none.</param>
    public static void Print(string name, double value, string unit, double yardstick) =>
        Print(name, value, unit, yardstick, yardstick == 0 ? 0 : value / yardstick);

    private static void Print(string name, double value, string unit, double yardstick, double share)
    {
        var ratio = yardstick == 0 ? "null" : share.ToString("F3", CultureInfo.InvariantCulture);
        var bare = yardstick == 0 ? "null" : yardstick.ToString("F0", CultureInfo.InvariantCulture);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"name":"{{name}}","value":{{value:F0}},"unit":"{{unit}}","yardstick":{{bare}},"ratio":{{ratio}}}"""));
    }
}
