namespace CitizenBonds.Application.Offerings;

/// <summary>A draft as the editor opens it.</summary>
/// <param name="IsFrozen">Its issue is being decided or was decided.</param>
public sealed record DraftDetail(
    long Id,
    int Version,
    IssueDraftFields Fields,
    long? IssueId,
    bool IsFrozen,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<PurposeView> Purposes);
