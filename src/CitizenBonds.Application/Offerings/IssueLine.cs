using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>One line of a list of issues.</summary>
public sealed record IssueLine(
    long Id,
    string TitleJa,
    string TitleEn,
    string IssuerNameJa,
    string IssuerNameEn,
    IssueState State,
    CreditTier Tier,
    Money FaceValue,
    DateTimeOffset SaleOpensAt,
    DateTimeOffset SaleClosesAt,
    DateOnly MaturityDate,
    string? Isin);
