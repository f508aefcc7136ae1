using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Mining;

/// <summary>A series in a list.</summary>
/// <param name="Paid">All coupons so far.</param>
public sealed record MiningSeriesLine(
    long IssueId, string Isin, BothNames Title, BothNames Issuer, IssueState State, Quantity Size, long BondsPerToken,
    Money Price, DateTimeOffset SaleOpensAt, DateTimeOffset SaleClosesAt, int Coupons, Money Paid,
    MiningCallView? Call);

/// <summary>A call as it stands.</summary>
public sealed record MiningCallView(
    MiningCallState State, DateTimeOffset AnnouncedAt, DateTimeOffset BuyingFrom, DateTimeOffset EndsAt,
    Money HighestTrade, Money Price, Money Missing, Quantity Bought, DateTimeOffset? EndedAt);

/// <summary>One coupon with everything it is computed from.</summary>
/// <param name="Header">Of the closing key block, 160 hexadecimal digits.</param>
/// <param name="Tokens">Held at the record moment; null until paid.</param>
public sealed record MiningCouponView(
    PureMiningCoupon Coupon, string Hash, string Header, MiningCouponState State, long? Tokens, int? Holders,
    Money? Paid, DateTimeOffset? PaidAt)
{
    public long KeyHeight => Coupon.Closing.Height;
}

/// <summary>Everything public about a series.</summary>
/// <param name="Bitcoin">What the issuer has set aside for coupons.</param>
/// <param name="LastKey">The newest key block recorded; null before the first.</param>
/// <param name="Coupons">Newest first.</param>
public sealed record MiningSeriesView(
    MiningSeriesLine Line, string TermsHash, Quantity Outstanding, int Holders, Money Bitcoin, KeyBlock? LastKey,
    IReadOnlyList<MiningCouponView> Coupons, ChainView Chain);
