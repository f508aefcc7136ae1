using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <summary>One line of a person's own account statement.</summary>
/// <param name="Id">The transfer's public number.</param>
/// <param name="Title">Of the bond; null for money that belongs to none.</param>
/// <param name="Tokens">Of a movement of tokens; null for money.</param>
/// <param name="IsIncoming">Null: moved between accounts of the same person.</param>
public sealed record StatementLine(
    long Id,
    DateTimeOffset BookedAt,
    LedgerReason Reason,
    string? Isin,
    BothNames? Title,
    Money? Amount,
    Quantity? Tokens,
    bool? IsIncoming);
