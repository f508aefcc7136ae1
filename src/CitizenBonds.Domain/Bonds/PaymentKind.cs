namespace CitizenBonds.Domain.Bonds;

/// <summary>What a payment run pays.</summary>
public enum PaymentKind
{
    Coupon = 0,
    Redemption = 1,

    /// <summary>To those who use their right to sell back.</summary>
    Buyback = 2,
}
