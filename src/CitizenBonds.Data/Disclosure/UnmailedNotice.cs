using CitizenBonds.Domain.Disclosure;

namespace CitizenBonds.Data.Disclosure;

/// <summary>A notice of which no letter was written yet, with all the letter says.</summary>
/// <param name="TitleJa">Of the bond; null when the notice is about none.</param>
/// <param name="DisplayName">Null when the account was closed since: nobody is left to write to.</param>
/// <param name="IsSilenced">The person switched letters of this kind off.</param>
public sealed record UnmailedNotice(
    long Id,
    NoticeKind Kind,
    long Amount,
    long Quantity,
    Guid UserId,
    string? TitleJa,
    string? TitleEn,
    string? DisplayName,
    string? Language,
    bool IsSilenced);
