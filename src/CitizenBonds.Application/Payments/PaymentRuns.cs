using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

/// <summary>Finding, locking and naming payment runs.</summary>
internal static class PaymentRuns
{
    public static Task<PaymentRunRow> LockAsync(
        PortalContext portal, long runId, CancellationToken cancellationToken) =>
        portal.PaymentRuns
            .FromSql($"select * from portal.payment_runs where id = {runId} for update")
            .SingleAsync(cancellationToken);

    /// <summary>"coupon 12-3" is the third coupon of issue 12; "redemption 12" its repayment; "option 12" what its
    /// holders sell back.</summary>
    public static string ReferenceOf(PaymentRunRow run) => run.Kind switch
    {
        PaymentKind.Coupon => string.Create(CultureInfo.InvariantCulture, $"coupon {run.IssueId}-{run.Number}"),
        PaymentKind.Buyback => string.Create(CultureInfo.InvariantCulture, $"option {run.IssueId}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"redemption {run.IssueId}"),
    };

    public static LedgerReason FundingReasonOf(PaymentKind kind) =>
        kind == PaymentKind.Coupon ? LedgerReason.CouponFunding : LedgerReason.RedemptionFunding;

    public static LedgerReason PaidReasonOf(PaymentKind kind) =>
        kind == PaymentKind.Coupon ? LedgerReason.CouponPaid : LedgerReason.RedemptionPaid;
}
