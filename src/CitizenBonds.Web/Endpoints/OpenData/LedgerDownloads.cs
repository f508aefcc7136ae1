using System.Globalization;
using System.Runtime.CompilerServices;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>The ledger as files: the lines a visitor has chosen, or all of it for recomputing.</summary>
internal static class LedgerDownloads
{
    private const int LinesPerBatch = 2_000;

    private static readonly OpenTable<LedgerLine> Table = new(
        new("id", line => line.Id),
        new("booked_at", line => line.BookedAt),
        new("reason", line => line.Reason.ToString()),
        new("from_account", line => line.From.Pseudonym),
        new("from_kind", line => line.From.Kind.ToString()),
        new("from_name_ja", line => line.From.Name?.Ja),
        new("from_name_en", line => line.From.Name?.En),
        new("to_account", line => line.To.Pseudonym),
        new("to_kind", line => line.To.Kind.ToString()),
        new("to_name_ja", line => line.To.Name?.Ja),
        new("to_name_en", line => line.To.Name?.En),
        new("amount", line => line.Amount),
        new("asset", line => line.Asset),
        new("isin", line => line.Isin),
        new("reference", line => line.Reference),
        new("block", line => line.BlockHeight));

    public static Task ServeCsvAsync(HttpContext http, LedgerQueries queries) => ServeAsync(
        http, OpenDataResponse.Csv,
        (filter, output, token) => Table.WriteCsvAsync(output, BatchesAsync(queries, filter, token), token));

    public static Task ServeJsonAsync(HttpContext http, LedgerQueries queries) => ServeAsync(
        http, OpenDataResponse.Json,
        (filter, output, token) => Table.WriteJsonAsync(output, BatchesAsync(queries, filter, token), token));

    public static Task ServeTransfersAsync(HttpContext http, LedgerExport export, long through) =>
        ServeExportAsync(http, export, through, export.WriteTransfersAsync);

    public static Task ServeAccountsAsync(HttpContext http, LedgerExport export, long through) =>
        ServeExportAsync(http, export, through, export.WriteAccountsAsync);

    public static Task ServeBlocksAsync(HttpContext http, LedgerExport export, long through) =>
        ServeExportAsync(http, export, through, export.WriteBlocksAsync);

    private static async Task ServeExportAsync(
        HttpContext http, LedgerExport export, long through, Func<Stream, long, CancellationToken, Task> write)
    {
        // Only what is sealed never changes; what is not sealed yet is not offered.
        if (through < 0 || through > await export.SealedThroughAsync(http.RequestAborted))
            await OpenDataResponse.NotFoundAsync(http);
        else
            await OpenDataResponse.WriteAsync(
                http, OpenDataResponse.JsonLines, neverChanges: false,
                (output, token) => write(output, through, token));
    }

    private static Task ServeAsync(
        HttpContext http, string contentType, Func<LedgerFilter, Stream, CancellationToken, Task> write)
    {
        var query = http.Request.Query;
        if (!TryRead<LedgerReason>(query["reason"], Enum.TryParse, out var reason)
            || (reason is { } known && !Enum.IsDefined(known)))
        {
            return OpenDataResponse.RefuseAsync(http, "reason");
        }

        if (!TryRead<DateOnly>(query["from"], TryDay, out var from)) return OpenDataResponse.RefuseAsync(http, "from");
        if (!TryRead<DateOnly>(query["to"], TryDay, out var to)) return OpenDataResponse.RefuseAsync(http, "to");
        var filter = new LedgerFilter(Text(query["isin"]), Text(query["account"]), reason, from, to);
        return OpenDataResponse.WriteAsync(
            http, contentType, neverChanges: false, (output, token) => write(filter, output, token));
    }

    private static async IAsyncEnumerable<IReadOnlyList<LedgerLine>> BatchesAsync(
        LedgerQueries queries, LedgerFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await queries.FindAsync(filter, LinesPerBatch, cancellationToken);
            if (page.Lines.Count > 0) yield return page.Lines;
            if (!page.HasOlder) yield break;
            filter = filter with { Before = page.Lines[^1].Id };
        }
    }

    private delegate bool TryParser<TValue>(string text, out TValue value);

    /// <returns>True with null when nothing was given.</returns>
    private static bool TryRead<TValue>(string? text, TryParser<TValue> parser, out TValue? value)
        where TValue : struct
    {
        value = null;
        if (Text(text) is not { } given) return true;
        if (!parser(given, out var parsed)) return false;
        value = parsed;
        return true;
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
