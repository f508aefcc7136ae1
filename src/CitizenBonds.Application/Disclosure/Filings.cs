using System.Text.Json;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;

namespace CitizenBonds.Application.Disclosure;

/// <summary>Adds structured filings in the transaction of the use case they report.</summary>
public static class Filings
{
    /// <param name="dueOn">Null for the day the calendar of disclosure gives.</param>
    /// <param name="body">What is disclosed; kept as JSON with the names as written.</param>
    public static void Add(
        PortalContext portal, IssueRow issue, FilingKind kind, object body, DateOnly? dueOn, DateTimeOffset now) =>
        portal.Filings.Add(new FilingRow
        {
            IssuerId = issue.IssuerId,
            IssueId = issue.Id,
            Kind = kind,
            Version = 1,
            DueOn = dueOn ?? FilingCalendar.DueOn(kind, PortalTime.DayOf(now)),
            Body = JsonSerializer.Serialize(body),
            FiledAt = now,
        });
}
