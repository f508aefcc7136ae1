using System.Globalization;

namespace CitizenBonds.Application.Demo;

/// <summary>The project's own small tables of facts; their sources are in Facts/SOURCES.md.</summary>
internal static class DemoFacts
{
    /// <summary>Rows as values by column name. The tables are ours, so a missing column is a bug.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string table)
    {
        var assembly = typeof(DemoFacts).Assembly;
        var name = $"CitizenBonds.Application.Demo.Facts.{table}.csv";
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded table {name} is missing.");
        using var reader = new StreamReader(stream);
        var columns = (reader.ReadLine() ?? "").Split(',');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split(',');
            rows.Add(columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return rows;
    }

    /// <returns>Null when not published.</returns>
    public static decimal? Number(IReadOnlyDictionary<string, string> row, string column) =>
        row.TryGetValue(column, out var text) && text.Length > 0
            ? decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture)
            : null;
}
