using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

public sealed record FinishedPayment(long RunId, long PaidYen, int PaidHolders);

/// <summary>
/// Closes a run whose last holder is paid: history, notices to all who were paid, and the end of the bond.
/// </summary>
public sealed class FinishPayment(CommandRunner commands)
{
    public Task<Outcome<FinishedPayment>> ExecuteAsync(
        long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"finish-payment-{runId}");
        return commands.RunAsync(
            new Command(nameof(FinishPayment), key, runId, Actor: null, now),
            (portal, token) => FinishAsync(portal, runId, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<FinishedPayment>> FinishAsync(
        PortalContext portal, long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = await PaymentRuns.LockAsync(portal, runId, cancellationToken);
        if (run.State != PaymentRunState.Paying) return Refusal.Of(PaymentRefusal.NotDue);
        // Somebody else may still be paying the last steps.
        if ((await PaymentHolders.UnpaidStepsAsync(portal, runId, cancellationToken)).Count > 0)
            return Refusal.Of(PaymentRefusal.NotDue);
        if (run.PaidYen != run.TotalYen)
            throw new InvalidOperationException($"Run {run.Id} paid {run.PaidYen} of {run.TotalYen} yen.");
        var issue = await portal.Issues.SingleAsync(row => row.Id == run.IssueId, cancellationToken);

        run.State = PaymentRunState.Paid;
        run.FinishedAt = now;
        var kind = run.Kind switch
        {
            PaymentKind.Coupon => IssueEventKind.CouponPaid,
            PaymentKind.Buyback => IssueEventKind.OptionPaid,
            _ => IssueEventKind.Redeemed,
        };
        portal.IssueEvents.Add(IssueEvents.Of(issue, kind, now, note: PaymentRuns.ReferenceOf(run)));
        if (run.Kind == PaymentKind.Redemption) Redeem(portal, issue, run, now);
        if (issue.Product == BondProduct.IndexLinked) await GoOnAsync(portal, issue, run, now, cancellationToken);
        await NotifyAsync(portal, run, now, cancellationToken);
        return new FinishedPayment(run.Id, run.PaidYen, run.PaidHolders);
    }

    /// <summary>A bond without end plans one more coupon, or ends when all of it was sold back.</summary>
    private static async Task GoOnAsync(
        PortalContext portal, IssueRow issue, PaymentRunRow run, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (issue.State == IssueState.Redeemed) return;
        if (run.Kind == PaymentKind.Coupon)
        {
            var planned = await portal.PaymentRuns
                .Where(row => row.IssueId == issue.Id && row.Kind == PaymentKind.Coupon)
                .MaxAsync(row => row.Number, cancellationToken);
            if (PaymentPlan.CouponAfter(issue, planned) is { } next) portal.PaymentRuns.Add(next);
            return;
        }

        var outstanding = await portal.Accounts
            .Where(row => row.AssetId == issue.AssetId && row.Kind == AccountKind.Issuance)
            .SumAsync(row => row.Debits - row.Credits, cancellationToken);
        if (outstanding > 0) return;
        Redeem(portal, issue, run, now);
        await portal.PaymentRuns
            .Where(row => row.IssueId == issue.Id && row.State == PaymentRunState.Scheduled && row.RecordAt > now)
            .ExecuteDeleteAsync(cancellationToken); // Nobody is left to be paid.
    }

    private static void Redeem(PortalContext portal, IssueRow issue, PaymentRunRow run, DateTimeOffset now)
    {
        issue.State = IssueState.Redeemed;
        issue.ClosedAt = now;
        issue.Version++;
        Filings.Add(
            portal, issue, FilingKind.Redemption, new { paidYen = run.PaidYen, holders = run.PaidHolders }, null, now);
    }

    private static Task<int> NotifyAsync(
        PortalContext portal, PaymentRunRow run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isCoupon = run.Kind == PaymentKind.Coupon;
        var notice = (short)(isCoupon ? NoticeKind.CouponPaid : NoticeKind.Redeemed);
        return portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.notices (investor_id, kind, issue_id, amount, created_at)
            select a.owner_id, {notice}, {run.IssueId}, p.yen, {now.UtcDateTime}
            from portal.payment_steps s
            cross join unnest(s.payouts, s.yen) with ordinality as p(payout, yen, n)
            join portal.accounts a on a.id = p.payout
            where s.run_id = {run.Id} and p.yen > 0 and a.owner_kind = {(short)AccountOwner.Investor}
            order by s.number, p.n
            """,
            cancellationToken);
    }
}
