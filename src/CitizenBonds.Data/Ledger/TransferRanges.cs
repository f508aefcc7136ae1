using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Data.Ledger;

/// <summary>
/// What is booked to many at once stands in fewer indexes: the writer names each range of like transfers in
/// <c>transfer_ranges</c>, and who looks for transfers by series, reason or the common account looks there too. The
/// conditions below repeat those of the indexes, word for word, or the database would not use them.
/// </summary>
public static class TransferRanges
{
    /// <summary>Transfers in one range at the most; the schema says so too.</summary>
    public const int LengthMax = 100_000;

    /// <summary>Coupons paid, redemptions paid, tokens retired.</summary>
    public const string Reasons = "(9, 11, 12)";

    /// <summary>True of every transfer found by series or by reason without a range.</summary>
    public const string IsSingle = "reason not in (9, 11, 12)";

    /// <summary>True of every transfer found by its debit account without a range.</summary>
    public const string HasOwnDebit = "reason not in (9, 11)";

    /// <summary>True of every transfer found by its credit account without a range.</summary>
    public const string HasOwnCredit = "reason <> 12";

    public static bool Include(LedgerReason reason) =>
        reason is LedgerReason.CouponPaid or LedgerReason.RedemptionPaid or LedgerReason.TokensRetired;
}
