using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Banking;

/// <param name="PaymentReference">What the payer quotes in the transfer.</param>
public sealed record BankMovementResult(
    long MovementId, BankMovementState State, long AmountYen, string PaymentReference);
