namespace CitizenBonds.Data.Mining;

/// <summary>How far a coupon has come. Codes are stored.</summary>
public enum MiningCouponState
{
    Due = 0,
    Paid = 1,

    /// <summary>The issuer's account holds too little bitcoin; nothing is paid in part.</summary>
    Unfunded = 2,
}
