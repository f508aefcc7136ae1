namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// How a yield turns into a price. The same bond has a different yield under each, so it is always named.
/// </summary>
public enum YieldConvention
{
    /// <summary>
    /// Equal coupons; time counted in coupon periods, the broken one by the day count as (E - A) / E, where E is the
    /// length of the period and A the days gone; compounded per period, but simple interest when only one coupon is
    /// left (ICMA rule 803, SIFMA standard formulas, spreadsheet PRICE and YIELD).
    /// </summary>
    Street = 0,

    /// <summary>
    /// Coupons and times measured by the day count from date to date; compounded over those times at the coupon
    /// frequency, to the last day.
    /// </summary>
    DayCountTime = 1,

    /// <summary>
    /// Like <see cref="Street"/>, but simple interest in the broken period however many coupons are left (United
    /// States Treasury, 31 CFR 356 appendix B).
    /// </summary>
    Treasury = 2,
}
