using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Data.Ledger;

/// <summary>A transfer about to be booked. The ledger gives it its number.</summary>
/// <param name="DebitAccount">Where the amount leaves.</param>
/// <param name="CreditAccount">Where it arrives; of the same asset.</param>
/// <param name="Amount">Smallest units, above zero.</param>
/// <param name="Reference">What it belongs to, such as "coupon 12-3"; at most 100 characters.</param>
/// <param name="SeriesId">The issue it belongs to; zero for none.</param>
public sealed record NewTransfer(
    long DebitAccount, long CreditAccount, long Amount, LedgerReason Reason, string Reference, long SeriesId = 0);
