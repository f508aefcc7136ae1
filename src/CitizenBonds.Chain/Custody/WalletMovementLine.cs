using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Custody;

namespace CitizenBonds.Chain.Custody;

/// <param name="Isin">Null for yen.</param>
/// <param name="Title">Null for yen.</param>
/// <param name="TransactionHash">Null until it is in a block.</param>
/// <param name="Failure">The contract's own name for its refusal; null unless it refused.</param>
public sealed record WalletMovementLine(
    DateTimeOffset BookedAt, CustodyDirection Direction, CustodyMovementState State, string? Isin, BothNames? Title,
    long Quantity, string? TransactionHash, string? Failure);
