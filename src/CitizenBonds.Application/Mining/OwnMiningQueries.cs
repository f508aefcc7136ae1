using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>One coupon of one's own: what was earned exactly, paid, and carried on.</summary>
public sealed record OwnCoupon(
    long KeyHeight, DateTimeOffset RecordAt, Quantity Tokens, ExactFraction Earned, Money Paid, ExactFraction Carried);

/// <summary>A series one holds or held.</summary>
/// <param name="Free">Tokens not set aside for an order.</param>
/// <param name="Coupons">Newest first.</param>
public sealed record OwnMiningSeries(
    long IssueId, string Isin, BothNames Title, Quantity Free, Quantity OnOffer, ExactFraction Earned, Money Paid,
    ExactFraction Carried, MiningCallView? Call, IReadOnlyList<OwnCoupon> Coupons);

/// <param name="Bitcoin">Paid so far and still at the portal.</param>
public sealed record OwnMining(Money Bitcoin, IReadOnlyList<OwnMiningSeries> Series);

/// <summary>A person's own mining bonds. Asked for by the signed-in user.</summary>
public sealed class OwnMiningQueries(IDbContextFactory<PortalContext> contexts)
{
    private const int CouponsMax = 2_000;

    public async Task<OwnMining> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken) is not { } investorId)
            return new OwnMining(Money.FromSatoshi(0), []);
        var rows = await (
            from claim in portal.MiningEntitlements.AsNoTracking()
            join coupon in portal.MiningCoupons
                on new { claim.IssueId, claim.KeyHeight } equals new { coupon.IssueId, coupon.KeyHeight }
            where claim.InvestorId == investorId
            orderby claim.KeyHeight descending
            select new { Claim = claim, coupon.RecordAt }).Take(CouponsMax).ToListAsync(cancellationToken);
        var coupons = rows.ToLookup(
            row => row.Claim.IssueId,
            row => new OwnCoupon(
                row.Claim.KeyHeight, row.RecordAt, Quantity.FromTokens(row.Claim.Tokens),
                MiningCoupons.Fraction(row.Claim.Numerator, row.Claim.Denominator),
                Money.FromSatoshi(row.Claim.PaidSatoshi),
                MiningCoupons.Fraction(row.Claim.CarriedNumerator, row.Claim.CarriedDenominator)));
        var accounts = (await portal.Accounts.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investorId
                && (row.Kind == AccountKind.Holding || row.Kind == AccountKind.OrderHold))
            .ToListAsync(cancellationToken)).ToLookup(row => (row.AssetId, row.Kind), row => row.Credits - row.Debits);
        var series = await (
            from one in portal.PureMiningSeries.AsNoTracking()
            join issue in portal.Issues on one.IssueId equals issue.Id
            join call in portal.MiningCalls on one.IssueId equals call.IssueId into calls
            from call in calls.DefaultIfEmpty()
            orderby one.IssueId descending
            select new { Issue = issue, Call = call }).Take(MiningQueries.SeriesMax).ToListAsync(cancellationToken);
        var own = series.ConvertAll(row => SeriesOf(
            row.Issue.Id, row.Issue.Isin ?? "", new(row.Issue.TitleJa, row.Issue.TitleEn),
            accounts[(row.Issue.AssetId ?? 0, AccountKind.Holding)].Sum(),
            accounts[(row.Issue.AssetId ?? 0, AccountKind.OrderHold)].Sum(),
            MiningQueries.CallOf(row.Call), [.. coupons[row.Issue.Id]]));
        var bitcoin = await MiningQueries.BalanceAsync(
            portal, AccountPlan.InvestorBitcoin(investorId), cancellationToken);
        return new OwnMining(
            Money.FromSatoshi(bitcoin),
            [.. own.Where(one => one.Coupons.Count > 0 || one.Free + one.OnOffer > Quantity.Zero)]);
    }

    private static OwnMiningSeries SeriesOf(
        long issueId, string isin, BothNames title, long free, long onOffer, MiningCallView? call,
        IReadOnlyList<OwnCoupon> coupons) =>
        new(
            issueId, isin, title, Quantity.FromTokens(free), Quantity.FromTokens(onOffer),
            coupons.Aggregate(ExactFraction.Zero, (sum, coupon) => sum + coupon.Earned),
            coupons.Aggregate(Money.FromSatoshi(0), (sum, coupon) => sum + coupon.Paid),
            coupons.Count == 0 ? ExactFraction.Zero : coupons[0].Carried,
            call, coupons);
}
