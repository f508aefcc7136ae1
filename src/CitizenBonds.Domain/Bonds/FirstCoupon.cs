namespace CitizenBonds.Domain.Bonds;

/// <summary>What the first coupon covers when the issue date is not a regular coupon date.</summary>
public enum FirstCoupon
{
    /// <summary>The days up to the next regular date.</summary>
    ShortPeriod,

    /// <summary>Those days and the regular period after them; one payment fewer.</summary>
    LongPeriod,
}
