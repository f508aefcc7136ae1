using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <summary>A deposit or withdrawal as its owner sees it.</summary>
public sealed record BankMovementLine(
    long Id,
    BankDirection Direction,
    Money Amount,
    BankMovementState State,
    string PaymentReference,
    DateTimeOffset RequestedAt,
    string? Refusal);
