using System.Text.Json;
using System.Text.Json.Serialization;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Disclosure;

/// <summary>The structured body of a report on the spending of the proceeds.</summary>
/// <param name="Report">Which anniversary, from 1.</param>
internal sealed record ProceedsBody(
    [property: JsonPropertyName("report")] int Report,
    [property: JsonPropertyName("proceedsYen")] long ProceedsYen,
    [property: JsonPropertyName("spentYen")] long SpentYen,
    [property: JsonPropertyName("leftYen")] long LeftYen,
    [property: JsonPropertyName("spentOn")] string SpentOn);

/// <summary>Reads from the ledger what sales brought and from the filings what was reported as spent.</summary>
internal static class ProceedsBooks
{
    /// <returns>By issue: what was booked against its purpose when it settled.</returns>
    public static async Task<Dictionary<long, Money>> ProceedsAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var sums = await portal.Transfers
            .Where(row => row.Reason == LedgerReason.PurposeCovered)
            .GroupBy(row => row.SeriesId)
            .Select(group => new { IssueId = group.Key, Yen = group.Sum(row => row.Amount) })
            .ToListAsync(cancellationToken);
        return sums.ToDictionary(sum => sum.IssueId, sum => Money.FromYen(sum.Yen));
    }

    public static ProceedsReports Of(DateTimeOffset settledAt, Money proceeds, IEnumerable<FilingRow> filings) => new(
        PortalTime.DayOf(settledAt),
        proceeds,
        [
            .. filings.Where(filing => filing.Kind == FilingKind.ProceedsSpentReport)
                .GroupBy(filing => filing.DueOn)
                .Select(versions => (
                    Newest: BodyOf(versions.MaxBy(filing => filing.Version)!), // A group is never empty.
                    First: versions.MinBy(filing => filing.Version)!.FiledAt)) // As above.
                .Select(report => new ProceedsReport(
                    report.Newest.Report, Money.FromYen(report.Newest.SpentYen), PortalTime.DayOf(report.First)))
                .OrderBy(report => report.Number),
        ]);

    public static ProceedsBody BodyOf(FilingRow filing) => JsonSerializer.Deserialize<ProceedsBody>(filing.Body)
        ?? throw new JsonException($"Filing {filing.Id} is empty.");
}
