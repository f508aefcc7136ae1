using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>Why a coupon is not paid, in order of precedence.</summary>
public enum MiningCouponRefusal
{
    /// <summary>Paid, not there, before its record moment, or behind one that is still unpaid.</summary>
    NotDue = 1,

    /// <summary>The issuer's account lacks bitcoin; nothing is paid in part.</summary>
    IssuerCannotPay = 2,
}

public sealed record PaidMiningCoupon(long IssueId, long KeyHeight, int Holders, long PaidSatoshi);

/// <summary>
/// Pays one coupon of one series to everybody who held at the key block's time: whole satoshi, the exact rest carried
/// by each to the next coupon. One transaction; the coupon's number is the key.
/// </summary>
public sealed class PayMiningCoupon(CommandRunner commands)
{
    public Task<Outcome<PaidMiningCoupon>> ExecuteAsync(
        long issueId, long keyHeight, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(
                nameof(PayMiningCoupon), $"mining-{ReferenceOf(issueId, keyHeight)}", new { issueId, keyHeight }, null,
                now),
            (portal, token) => PayAsync(portal, issueId, keyHeight, now, token),
            cancellationToken);

    /// <summary>"coupon 12-830255" is what issue 12 pays by the key block of height 830255.</summary>
    public static string ReferenceOf(long issueId, long keyHeight) =>
        string.Create(CultureInfo.InvariantCulture, $"coupon {issueId}-{keyHeight}");

    internal static Task<MiningCouponRow?> LockAsync(
        PortalContext portal, long issueId, long keyHeight, CancellationToken cancellationToken) =>
        portal.MiningCoupons
            .FromSql(
                $"""
                select * from portal.mining_coupons where issue_id = {issueId} and key_height = {keyHeight} for update
                """)
            .SingleOrDefaultAsync(cancellationToken);

    private static async Task<Outcome<PaidMiningCoupon>> PayAsync(
        PortalContext portal, long issueId, long keyHeight, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var coupon = await LockAsync(portal, issueId, keyHeight, cancellationToken);
        if (coupon is null || coupon.State == MiningCouponState.Paid || now <= coupon.RecordAt)
            return Refusal.Of(MiningCouponRefusal.NotDue);
        var isBehind = await portal.MiningCoupons.AnyAsync(
            row => row.IssueId == issueId && row.KeyHeight < keyHeight && row.State != MiningCouponState.Paid,
            cancellationToken);
        if (isBehind) return Refusal.Of(MiningCouponRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == issueId, cancellationToken);
        var claims = await ClaimsAsync(portal, issue, coupon, cancellationToken);
        var transfers = await TransfersAsync(portal, issue, coupon, claims, cancellationToken);

        Record(portal, issue, coupon, claims, now);
        await portal.SaveChangesAsync(cancellationToken);
        if (await LedgerWriter.PostAsync(portal, transfers, now, cancellationToken) is { } shortfall)
        {
            return Refusal.Of(
                MiningCouponRefusal.IssuerCannotPay, ("missing", Money.FromSatoshi(shortfall.Missing)));
        }

        return new PaidMiningCoupon(issueId, keyHeight, claims.Count, coupon.PaidSatoshi ?? 0);
    }

    private static async Task<IReadOnlyList<MiningEntitlementRow>> ClaimsAsync(
        PortalContext portal, IssueRow issue, MiningCouponRow coupon, CancellationToken cancellationToken)
    {
        var assetId = issue.AssetId ?? throw new InvalidOperationException($"Issue {issue.Id} pays without an asset.");
        var series = await portal.PureMiningSeries.AsNoTracking()
            .SingleAsync(row => row.IssueId == issue.Id, cancellationToken);
        var holders = await PaymentHolders.HoldersAsync(portal, issue.Id, assetId, coupon.RecordAt, cancellationToken);
        var carried = await portal.MiningEntitlements.FromSql(
            $"""
            select distinct on (investor_id) * from portal.mining_entitlements where issue_id = {issue.Id}
            order by investor_id, key_height desc
            """).AsNoTracking().ToDictionaryAsync(row => row.InvestorId, cancellationToken);
        var perBond = MiningCoupons.Fraction(coupon.Numerator, coupon.Denominator);
        return
        [
            .. holders.Select(holder => ClaimOf(
                coupon, holder.InvestorId, holder.Tokens, checked(holder.Tokens * series.BondsPerToken), perBond,
                carried.GetValueOrDefault(holder.InvestorId))),
        ];
    }

    private static MiningEntitlementRow ClaimOf(
        MiningCouponRow coupon, long investorId, long tokens, long bonds, ExactFraction perBond,
        MiningEntitlementRow? before)
    {
        var carried = before is null
            ? ExactFraction.Zero
            : MiningCoupons.Fraction(before.CarriedNumerator, before.CarriedDenominator);
        var settled = CouponEntitlement.Settle(carried, Quantity.FromTokens(bonds), perBond);
        var earned = perBond * bonds;
        return new MiningEntitlementRow
        {
            IssueId = coupon.IssueId,
            KeyHeight = coupon.KeyHeight,
            InvestorId = investorId,
            Tokens = tokens,
            Numerator = MiningCoupons.Text(earned.Numerator),
            Denominator = MiningCoupons.Text(earned.Denominator),
            PaidSatoshi = settled.Paid.MinorUnits,
            CarriedNumerator = MiningCoupons.Text(settled.Carried.Numerator),
            CarriedDenominator = MiningCoupons.Text(settled.Carried.Denominator),
        };
    }

    private static async Task<IReadOnlyList<NewTransfer>> TransfersAsync(
        PortalContext portal, IssueRow issue, MiningCouponRow coupon, IReadOnlyList<MiningEntitlementRow> claims,
        CancellationToken cancellationToken)
    {
        var paid = claims.Where(claim => claim.PaidSatoshi > 0).ToList();
        if (paid.Count == 0) return [];
        var from = await AccountBook.OpenAsync(portal, AccountPlan.IssuerBitcoin(issue.IssuerId), cancellationToken);
        var to = await AccountBook.OpenAsync(
            portal, paid.ConvertAll(claim => AccountPlan.InvestorBitcoin(claim.InvestorId)), cancellationToken);
        var reference = ReferenceOf(coupon.IssueId, coupon.KeyHeight);
        return
        [
            .. paid.Zip(to, (claim, account) => new NewTransfer(
                from, account, claim.PaidSatoshi, LedgerReason.MiningCouponPaid, reference, issue.Id)),
        ];
    }

    private static void Record(
        PortalContext portal, IssueRow issue, MiningCouponRow coupon, IReadOnlyList<MiningEntitlementRow> claims,
        DateTimeOffset now)
    {
        var reference = ReferenceOf(coupon.IssueId, coupon.KeyHeight);
        if (coupon.State == MiningCouponState.Unfunded)
        {
            portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.DefaultCured, now, note: reference));
            Filings.Add(portal, issue, FilingKind.DefaultCured, new { payment = reference }, dueOn: null, now);
        }

        coupon.State = MiningCouponState.Paid;
        coupon.PaidAt = now;
        coupon.Holders = claims.Count;
        coupon.Tokens = claims.Sum(claim => claim.Tokens);
        coupon.PaidSatoshi = claims.Sum(claim => claim.PaidSatoshi);
        portal.MiningEntitlements.AddRange(claims);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.CouponPaid, now, note: reference));
    }
}
