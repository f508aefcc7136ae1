using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Operations;

/// <summary>A deposit or withdrawal as those who decide on it see it.</summary>
/// <param name="Issuer">Null when the money is an investor's.</param>
/// <param name="OwnerName">An investor's name as checked, to compare with the bank's; null for an issuer.</param>
/// <param name="PayTo">Where a citizen's withdrawal goes; null for deposits and governments.</param>
/// <param name="FirstApprovedBy">Null until somebody has.</param>
public sealed record MovementView(
    long Id,
    BankDirection Direction,
    BankMovementState State,
    Money Amount,
    BothNames? Issuer,
    string? OwnerName,
    string PaymentReference,
    string? BankReference,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    string? FirstApprovedBy,
    bool IsApprovedByReader,
    PayoutAccount? PayTo);
