using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
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

    /// <summary>"coupon 12-3" is the third coupon of issue 12; "redemption 12" its repayment.</summary>
    public static string ReferenceOf(PaymentRunRow run) => run.Kind == PaymentKind.Coupon
        ? string.Create(CultureInfo.InvariantCulture, $"coupon {run.IssueId}-{run.Number}")
        : string.Create(CultureInfo.InvariantCulture, $"redemption {run.IssueId}");
}
