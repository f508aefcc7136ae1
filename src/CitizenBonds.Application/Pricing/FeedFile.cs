using System.Globalization;
using CitizenBonds.Application.Credit;
using CitizenBonds.Domain.Pricing.Feeds;

namespace CitizenBonds.Application.Pricing;

/// <summary>What a feed delivered for one series and day: a curve by tenor in months, a price under 0.</summary>
/// <param name="Texts">As received; whether they are numbers is for the checks to say.</param>
internal sealed record FeedItem(
    string Series, DateOnly Day, string Unit, IReadOnlyList<(int Tenor, string Text)> Texts);

/// <summary>
/// Reads a feed's file: <c>series,date,tenor_months,value,unit</c>; tenors for the curve only. Faults of form refuse
/// the file, faults of content hold the item back.
/// </summary>
internal static class FeedFile
{
    public const int CharactersMax = 2_000_000;
    private const int RowsMax = 50_000;
    private const int TenorMax = 1_200;
    private static readonly string[] Columns = ["series", "date", "tenor_months", "value", "unit"];

    /// <returns>The items in order of series and day, or the row that cannot be read (the header being 1).</returns>
    public static (IReadOnlyList<FeedItem> Items, int FaultyRow) Read(string text)
    {
        var (rows, unclosed) = CsvTable.Read(text, RowsMax);
        if (unclosed > 0) return ([], unclosed);
        if (rows.Count is 0 or > RowsMax) return ([], 1);
        var places = Columns.Select(name => Array.FindIndex(rows[0].Cells, cell => cell.Trim() == name)).ToArray();
        if (places.Contains(-1)) return ([], 1);
        var read = new List<(string Series, DateOnly Day, int Tenor, string Value, string Unit)>();
        foreach (var (number, cells) in rows.Skip(1))
        {
            if (cells.Length != rows[0].Cells.Length) return ([], number);
            var cell = places.Select(place => cells[place].Trim()).ToArray();
            if (!DateOnly.TryParseExact(cell[1], "yyyy-MM-dd", out var day)) return ([], number);
            if (TenorOf(cell[0], cell[2]) is not { } tenor) return ([], number);
            read.Add((cell[0], day, tenor, cell[3], cell[4]));
        }

        return (
            [
                .. read.GroupBy(row => (row.Series, row.Day, row.Unit))
                    .OrderBy(group => group.Key.Series, StringComparer.Ordinal).ThenBy(group => group.Key.Day)
                    .Select(group => new FeedItem(
                        group.Key.Series, group.Key.Day, group.Key.Unit,
                        [.. group.Select(row => (row.Tenor, row.Value)).OrderBy(row => row.Tenor)])),
            ],
            0);
    }

    /// <summary>0 for a price; null when the series is unknown or the tenor not one.</summary>
    private static int? TenorOf(string series, string text)
    {
        if (series != GovernmentCurve.Japan)
            return FeedSeries.Find(series) is not null && text.Length == 0 ? 0 : null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tenor)
            && tenor is > 0 and <= TenorMax ? tenor : null;
    }
}
