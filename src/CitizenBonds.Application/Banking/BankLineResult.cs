using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Banking;

/// <param name="MovementId">The owner's deposit; null while the money is nobody's.</param>
public sealed record BankLineResult(long LineId, BankLineState State, long? MovementId, bool NeedsSecondPerson);
