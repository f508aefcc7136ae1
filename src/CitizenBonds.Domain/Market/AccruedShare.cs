using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>
/// The interest that changes hands with one token, as an exact fraction of a yen. Below zero between the record date
/// and the end of a coupon period, when the seller keeps the whole coupon and owes the buyer the days still to come.
/// </summary>
/// <param name="Denominator">Above zero.</param>
public sealed record AccruedShare(Int128 Numerator, Int128 Denominator)
{
    public static AccruedShare Zero { get; } = new(0, 1);

    /// <summary>Paid with a trade on that day; trades settle at once.</summary>
    public static AccruedShare On(CashflowSchedule schedule, DateOnly day)
    {
        if (schedule.CouponEarningOn(day) is not { } coupon) return Zero;
        var terms = schedule.Terms;
        var years = terms.DayCount.Years(coupon.AccrualStart, day, coupon.Reference);
        if (day > coupon.RecordDate)
        {
            var whole = terms.DayCount.Years(coupon.AccrualStart, coupon.AccrualEnd, coupon.Reference);
            years += new DayFraction(-whole.Numerator, whole.Denominator);
        }

        var yearlyMillionths = (Int128)terms.Denomination.MinorUnits * terms.Coupon.PerMillion;
        return new(yearlyMillionths * years.Numerator, (Int128)1_000_000 * years.Denominator);
    }

    /// <summary>The most that may have to be paid on any of these days, both ends included.</summary>
    public static AccruedShare MostWithin(CashflowSchedule schedule, DateOnly from, DateOnly to)
    {
        var most = On(schedule, from);
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            var share = On(schedule, day);
            if (share.Numerator * most.Denominator > most.Numerator * share.Denominator) most = share;
        }

        return most;
    }

    /// <summary>
    /// Whole yen, rounded down: so the parts of an order never cost more than was set aside for the whole.
    /// </summary>
    public long YenOn(long tokens) =>
        (long)ExactDivision.Divide(Numerator * tokens, Denominator, MidpointRounding.ToNegativeInfinity);
}
