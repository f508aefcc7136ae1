using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>Everything the people who decide about an issue see.</summary>
/// <param name="DraftId">Null when the issue was not made from a draft.</param>
/// <param name="Price">Of one token; in an auction the highest.</param>
/// <param name="Auction">Null: sold at that price.</param>
/// <param name="TermsHash">64 hexadecimal digits; null until announced.</param>
public sealed record IssueDetail(
    IssueLine Line,
    long IssuerId,
    int Version,
    long? DraftId,
    PurposeView Purpose,
    BondTerms Terms,
    Money Price,
    DraftAuction? Auction,
    Quantity Minimum,
    Quantity Multiple,
    DateTimeOffset SettlesAt,
    bool ResidentsFirst,
    Quantity? CrowdMinimum,
    int PolicyVersion,
    string? Cfi,
    string? TermsJson,
    string? TermsHash,
    string? DrawCommitment,
    Guid SubmittedBy,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<IssueHistoryEntry> History);
