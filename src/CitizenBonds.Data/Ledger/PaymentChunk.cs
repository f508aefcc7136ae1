using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Data.Ledger;

/// <summary>A slice of a payment run: the next token accounts by id, paid in one transaction.</summary>
/// <param name="AssetId">The series whose holders are paid.</param>
/// <param name="RecordAt">Holders at this moment are paid; later movements of tokens change nothing.</param>
/// <param name="AfterAccountId">Token accounts up to this id are already paid.</param>
/// <param name="AccountsMax">How many token accounts to look at.</param>
/// <param name="YenByQuantity">What each quantity held is paid, from the one formula of Domain.</param>
/// <param name="IssuanceAccountId">Where the tokens go back to when the run redeems; null for a coupon.</param>
public sealed record PaymentChunk(
    long SeriesId,
    long AssetId,
    DateTimeOffset RecordAt,
    long PoolAccountId,
    long AfterAccountId,
    int AccountsMax,
    IReadOnlyDictionary<long, long> YenByQuantity,
    LedgerReason Reason,
    string Reference,
    DateTimeOffset BookedAt,
    long? IssuanceAccountId);
