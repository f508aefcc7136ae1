using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>Entries of an issue's history.</summary>
public static class IssueEvents
{
    /// <param name="actor">Null: the system.</param>
    public static IssueEventRow Of(
        IssueRow issue, IssueEventKind kind, DateTimeOffset now, Guid? actor = null, string note = "") =>
        new() { IssueId = issue.Id, Kind = kind, Actor = actor, Note = note, HappenedAt = now };
}
