using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <summary>
/// A coupon whose record second fell while tokens were between ledger and chain: the ledger set it aside for the
/// wallet, the chain paid it to the portal. It is credited to the person the tokens belong to.
/// </summary>
public sealed class PayTransitCoupon(CommandRunner commands)
{
    public Task<Outcome<long>> ExecuteAsync(
        long movementId, long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"transit-coupon-{movementId}-{runId}");
        return commands.RunAsync(
            new Command(nameof(PayTransitCoupon), key, new { movementId, runId }, Actor: null, now),
            (portal, token) => PayAsync(portal, movementId, runId, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<long>> PayAsync(
        PortalContext portal, long movementId, long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var movement = await portal.CustodyMovements.AsNoTracking()
            .SingleAsync(row => row.Id == movementId, cancellationToken);
        var run = await portal.PaymentRuns.AsNoTracking().SingleAsync(row => row.Id == runId, cancellationToken);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == run.IssueId, cancellationToken);
        var schedule = IssueTerms.ScheduleOf(issue);
        // Rounded down, so that all together never take more than was set aside for the whole.
        var yen = TokenCoupons.YenRoundedDown(schedule.Terms, schedule.Coupons[run.Number - 1], movement.Quantity);
        var investorId = movement.InvestorId
            ?? throw new InvalidOperationException($"Movement {movementId} has no owner to be paid.");

        portal.CustodyCoupons.Add(new CustodyCouponRow { MovementId = movementId, RunId = runId, Yen = yen });
        if (yen == 0) return yen;
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investorId, Kind = NoticeKind.CouponPaid, IssueId = issue.Id, Amount = yen, CreatedAt = now,
        });
        var transfer = new NewTransfer(
            await CustodyAccounts.OpenCashOnChainAsync(portal, cancellationToken),
            await CustodyAccounts.OpenCashAsync(portal, investorId, cancellationToken),
            yen, LedgerReason.CashFromChain, CustodyAccounts.ReferenceOf(movement), issue.Id);
        var refusal = await CustodyPosting.PostAsync(portal, transfer, now, cancellationToken);
        return refusal is null ? yen : refusal;
    }
}
