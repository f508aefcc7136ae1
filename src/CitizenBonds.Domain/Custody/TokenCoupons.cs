using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Custody;

/// <summary>
/// The coupons of a bond as its contract counts them: what one token earns, exact, in fractions of a yen. A contract
/// knows a first coupon, a last one, and one amount for all between.
/// </summary>
/// <param name="Fractions">How many fractions make one yen.</param>
/// <param name="Regular">Of every coupon between the first and the last; zero when there is none.</param>
/// <param name="Last">Zero when there is only one.</param>
public sealed record TokenCoupons(long Fractions, long First, long Regular, long Last)
{
    private const long PerMillion = 1_000_000;

    /// <param name="skipped">Coupons, from the first, that are none of the contract's.</param>
    /// <returns>Null when the coupons in between differ or need fractions too small for a contract.</returns>
    public static TokenCoupons? Of(CashflowSchedule schedule, int skipped)
    {
        var amounts = schedule.Coupons.Skip(skipped).Select(period => Exact(schedule.Terms, period)).ToList();
        if (amounts.Count == 0) return new(Fractions: 1, First: 0, Regular: 0, Last: 0);
        Int128 fractions = 1;
        foreach (var (_, below) in amounts)
        {
            fractions *= below / CommonDivisor(fractions, below);
            if (fractions > uint.MaxValue) return null;
        }

        var units = amounts.ConvertAll(amount => amount.Above * (fractions / amount.Below));
        var between = units.Skip(1).SkipLast(1).ToList();
        if (between.Distinct().Count() > 1 || units.Max() > long.MaxValue) return null;
        return new(
            (long)fractions, (long)units[0], (long)between.FirstOrDefault(), units.Count > 1 ? (long)units[^1] : 0);
    }

    /// <summary>What one coupon is worth on so many tokens, in whole yen, rounded down.</summary>
    public static long YenRoundedDown(BondTerms terms, CouponPeriod period, long tokens)
    {
        var (above, below) = Exact(terms, period);
        return checked((long)(above * tokens / below));
    }

    private static (Int128 Above, Int128 Below) Exact(BondTerms terms, CouponPeriod period)
    {
        var years = terms.DayCount.Years(period.AccrualStart, period.AccrualEnd, period.Reference);
        var above = checked((Int128)terms.Denomination.MinorUnits * terms.Coupon.PerMillion * years.Numerator);
        var below = (Int128)PerMillion * years.Denominator;
        var common = CommonDivisor(above, below);
        return (above / common, below / common);
    }

    private static Int128 CommonDivisor(Int128 one, Int128 other)
    {
        while (other != 0) (one, other) = (other, one % other);
        return one;
    }
}
