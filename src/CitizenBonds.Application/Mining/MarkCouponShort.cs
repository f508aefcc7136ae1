using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

public sealed record MarkedShort(long IssueId, long KeyHeight);

/// <summary>
/// Publishes that the issuer holds too little bitcoin for a coupon, and tells the holders. Moves nothing.
/// </summary>
public sealed class MarkCouponShort(CommandRunner commands)
{
    public Task<Outcome<MarkedShort>> ExecuteAsync(
        long issueId, long keyHeight, Money missing, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(
                nameof(MarkCouponShort), $"short-{PayMiningCoupon.ReferenceOf(issueId, keyHeight)}",
                new { issueId, keyHeight }, null, now),
            (portal, token) => MarkAsync(portal, issueId, keyHeight, missing, now, token),
            cancellationToken);

    private static async Task<Outcome<MarkedShort>> MarkAsync(
        PortalContext portal, long issueId, long keyHeight, Money missing, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var coupon = await PayMiningCoupon.LockAsync(portal, issueId, keyHeight, cancellationToken);
        if (coupon is not { State: MiningCouponState.Due }) return Refusal.Of(MiningCouponRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == issueId, cancellationToken);

        coupon.State = MiningCouponState.Unfunded;
        var reference = PayMiningCoupon.ReferenceOf(issueId, keyHeight);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.PaymentDefault, now, note: reference));
        Filings.Add(
            portal, issue, FilingKind.PaymentDefault,
            new { payment = reference, missingSatoshi = missing.MinorUnits, dueAt = coupon.DueAt }, dueOn: null, now);
        await CallHolders.TellAsync(portal, issue, NoticeKind.PaymentDelayed, amountYen: 0, now, cancellationToken);
        return new MarkedShort(issueId, keyHeight);
    }
}
