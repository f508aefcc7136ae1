using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>One entry of an issue's history.</summary>
/// <param name="Actor">Null: the system.</param>
public sealed record IssueHistoryEntry(IssueEventKind Kind, Guid? Actor, string Note, DateTimeOffset HappenedAt);
