using System.Runtime.CompilerServices;
using CitizenBonds.Application.Issuers;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Issuers as a file.</summary>
internal static class IssuerDownloads
{
    private static readonly OpenTable<IssuerLine> Table = new(
        new("code", line => line.Code),
        new("name_ja", line => line.Name.Ja),
        new("name_en", line => line.Name.En),
        new("kind", line => line.Kind.ToString()),
        new("prefecture", line => line.Prefecture),
        new("is_invented", line => line.IsInvented),
        new("tier", line => line.Tier?.ToString()),
        new("bonds", line => line.Bonds),
        new("outstanding_yen", line => line.Outstanding.MinorUnits),
        new("paid_on_time", line => line.PaidOnTime),
        new("paid_late", line => line.PaidLate),
        new("in_default", line => line.InDefault));

    public static Task ServeCsvAsync(HttpContext http, IssuerQueries queries) => OpenDataResponse.WriteAsync(
        http, OpenDataResponse.Csv, neverChanges: false,
        (output, token) => Table.WriteCsvAsync(output, AllAsync(queries, token), token));

    private static async IAsyncEnumerable<IReadOnlyList<IssuerLine>> AllAsync(
        IssuerQueries queries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await queries.FindAsync(new IssuerFilter(), cancellationToken);
    }
}
