namespace CitizenBonds.Application.Offerings;

/// <summary>A draft that is still open.</summary>
/// <param name="IssueId">Null until it was submitted once.</param>
public sealed record DraftLine(long Id, string TitleJa, string TitleEn, long? IssueId, DateTimeOffset UpdatedAt);
