using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Data.Ledger;

/// <summary>One step of a payment run, paid in one transaction.</summary>
/// <param name="Number">Counted from one.</param>
/// <param name="IssuanceAccountId">Where the tokens go back to when the run redeems; null for a coupon.</param>
public sealed record PaymentStep(
    long RunId,
    int Number,
    long SeriesId,
    long AssetId,
    long PoolAccountId,
    LedgerReason Reason,
    string Reference,
    DateTimeOffset BookedAt,
    long? IssuanceAccountId);
