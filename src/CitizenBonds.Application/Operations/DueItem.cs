using CitizenBonds.Application.Offerings;

namespace CitizenBonds.Application.Operations;

public enum DueKind
{
    SaleSettles = 1,
    Coupon,
    Redemption,

    /// <summary>What holders of a perpetual bond sell back.</summary>
    Buyback,
}

/// <summary>Something the calendar will bring.</summary>
/// <param name="IsLate">Its moment has passed and it is not done: the issuer could not pay.</param>
public sealed record DueItem(
    DueKind Kind, DateTimeOffset At, string Isin, BothNames Title, BothNames Issuer, bool IsLate);
