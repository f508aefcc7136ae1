using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Data.Ledger;

/// <summary>
/// What is booked to many at once stands in fewer indexes: the writer names each range of like transfers in
/// <c>transfer_ranges</c>, and who looks for transfers by series, reason or account looks there too. Payments stand in
/// order of the account credited, so that one of a million is found by a search in its range. The conditions below
/// repeat those of the indexes, word for word, or the database would not use them.
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

    /// <summary>
    /// True of every transfer found by its credit account without a range; the others by <c>portal.payments_to</c>.
    /// </summary>
    public const string HasOwnCredit = IsSingle;

    /// <summary>A range of payments keeps the account credited by every so manieth; the schema says so too.</summary>
    public const string MarkEvery = "128";

    /// <returns>Whether a payment run ever paid the account for this reason.</returns>
    public static async Task<bool> HavePaidAsync(
        PortalContext portal, long account, LedgerReason reason, CancellationToken cancellationToken) =>
        await portal.Database.GetDbConnection().ExecuteScalarAsync<bool>(new CommandDefinition(
            "select portal.has_been_paid(@Account, @Reason)",
            new { Account = account, Reason = (short)reason },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));

    public static bool Include(LedgerReason reason) =>
        reason is LedgerReason.CouponPaid or LedgerReason.RedemptionPaid or LedgerReason.TokensRetired;
}
