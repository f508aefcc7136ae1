using System.Globalization;
using System.Text.Json;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Reads an answer as the feed's configuration describes it. Whether the numbers are right is for the checks.
/// </summary>
internal static class HttpFeedText
{
    public const int BytesMax = 1_000_000;
    private const int RowsMax = 5_000;
    private const int DepthMax = 16;
    private const int DayLength = 10;
    private const int TextLengthMax = 100;

    /// <returns>The items in order of day; null when the answer is not of the described form.</returns>
    public static IReadOnlyList<FeedItem>? Read(HttpFeed feed, byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = DepthMax });
            var root = document.RootElement;
            return Rows(feed, root) is { } rows ? Items(feed, root, rows) : null;
        }
        catch (JsonException)
        {
            return null; // Whatever came, it is not JSON.
        }
    }

    private static List<JsonElement>? Rows(HttpFeed feed, JsonElement root)
    {
        var place = feed.Rows.Length == 0 ? root : Find(root, feed.Rows.TrimStart('/'));
        return place switch
        {
            { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() is > 0 and <= RowsMax =>
                [.. list.EnumerateArray()],
            { ValueKind: JsonValueKind.Object } row => [row],
            _ => null,
        };
    }

    private static List<FeedItem>? Items(HttpFeed feed, JsonElement root, List<JsonElement> rows)
    {
        var read = new List<(DateOnly Day, string Unit, int Tenor, string Value)>();
        foreach (var row in rows)
        {
            if (Text(root, row, feed.Value) is not { } value || Text(root, row, feed.Unit) is not { } unit) return null;
            if (Text(root, row, feed.Day) is not { Length: >= DayLength } day) return null;
            if (!DateOnly.TryParseExact(
                day[..DayLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return null;
            var tenor = 0;
            if (feed.IsCurve && !(int.TryParse(
                Text(root, row, feed.Tenor), NumberStyles.None, CultureInfo.InvariantCulture, out tenor) && tenor > 0))
                return null;
            read.Add((date, unit, tenor, value));
        }

        return
        [
            .. read.GroupBy(row => (row.Day, row.Unit)).OrderBy(group => group.Key.Day)
                .Select(group => new FeedItem(
                    feed.Series, group.Key.Day, group.Key.Unit,
                    [.. group.Select(row => (row.Tenor, row.Value)).OrderBy(row => row.Tenor)])),
        ];
    }

    /// <returns>Null when there is no text and no number at that place.</returns>
    private static string? Text(JsonElement root, JsonElement row, string place)
    {
        if (place.StartsWith('=')) return place[1..];
        var found = place.StartsWith('/') ? Find(root, place[1..]) : Find(row, place);
        var text = found switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        return text is { Length: <= TextLengthMax } ? text : null;
    }

    private static JsonElement? Find(JsonElement from, string path)
    {
        var at = from;
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at;
    }
}
