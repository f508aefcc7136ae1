using System.Globalization;
using System.Numerics;
using CitizenBonds.Data;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>Key blocks as they are recorded, and the coupons that fall due by them.</summary>
internal static class MiningCoupons
{
    public static async Task RecordAsync(
        PortalContext portal, long height, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await portal.MiningHeaders.AsNoTracking()
            .SingleAsync(header => header.Height == height, cancellationToken);
        portal.MiningKeyBlocks.Add(new MiningKeyBlockRow
        {
            Height = height, Header = row.Header, Hash = row.Hash, RecordedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        var previous = await portal.MiningKeyBlocks.AsNoTracking()
            .SingleOrDefaultAsync(block => block.Height == height - KeyBlock.IntervalBlocks, cancellationToken);
        if (previous is null) return; // The first one held only opens a period.

        var coupon = PureMiningCoupon.Between(KeyBlockOf(previous), KeyBlockOf(height, row.Header));
        var (opensAt, closesAt) = (coupon.Previous.Time, coupon.Closing.Time);
        var series = await (
            from one in portal.PureMiningSeries
            join issue in portal.Issues on one.IssueId equals issue.Id
            join call in portal.MiningCalls on one.IssueId equals call.IssueId into calls
            from call in calls.DefaultIfEmpty()
            where issue.State == IssueState.Live && issue.SettledAt <= opensAt
            orderby one.IssueId
            select new { one.IssueId, AnnouncedAt = (DateTimeOffset?)call.AnnouncedAt }).ToListAsync(cancellationToken);
        portal.MiningCoupons.AddRange(series
            .Where(one => one.AnnouncedAt is not { } announced || closesAt < announced + CallTerms.CancelPeriod)
            .Select(one => RowOf(one.IssueId, coupon, now)));
        await portal.SaveChangesAsync(cancellationToken);
    }

    public static KeyBlock KeyBlockOf(MiningKeyBlockRow row) => KeyBlockOf(row.Height, row.Header);

    public static ExactFraction Fraction(string numerator, string denominator) =>
        ExactFraction.Of(Whole(numerator), Whole(denominator));

    public static string Text(BigInteger whole) => whole.ToString(CultureInfo.InvariantCulture);

    private static BigInteger Whole(string text) =>
        BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static KeyBlock KeyBlockOf(long height, byte[] header) =>
        KeyBlock.FromHeader(height, BlockHeader.FromBytes(header));

    private static MiningCouponRow RowOf(long issueId, PureMiningCoupon coupon, DateTimeOffset now) => new()
    {
        IssueId = issueId,
        KeyHeight = coupon.Closing.Height,
        RecordAt = coupon.Closing.Time,
        Numerator = Text(coupon.SatoshiPerBond.Numerator),
        Denominator = Text(coupon.SatoshiPerBond.Denominator),
        DueAt = now,
    };
}
