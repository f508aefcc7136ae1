using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <param name="Title">Of the bond; null when the notice is about none.</param>
public sealed record NoticeLine(
    long Id,
    NoticeKind Kind,
    string? Isin,
    BothNames? Title,
    Money Amount,
    Quantity Quantity,
    DateTimeOffset CreatedAt,
    bool IsRead);
