using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.IndexLinked;

/// <summary>What an index-linked bond owes, in whole yen, rounded once on the whole holding, half to even.</summary>
public static class IndexedAmount
{
    /// <summary>Face value times rate times the exact years of the period times the factor of the record date.
    /// </summary>
    /// <param name="factorPerMillion"><see cref="IndexFixing.Unit"/> is the coupon without its index.</param>
    public static Money CouponForHolding(
        BondTerms terms, CouponPeriod period, Quantity holding, long factorPerMillion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factorPerMillion);
        var years = terms.DayCount.Years(period.AccrualStart, period.AccrualEnd, period.Reference);
        var face = (terms.Denomination * holding).MinorUnits;
        var owed = checked((Int128)face * terms.Coupon.PerMillion * years.Numerator * factorPerMillion);
        var whole = checked((Int128)IndexFixing.Unit * IndexFixing.Unit * years.Denominator);
        return Money.FromMinorUnits(
            checked((long)ExactDivision.Divide(owed, whole, MidpointRounding.ToEven)), terms.Denomination.Currency);
    }

    /// <summary>What a holder who sells back after ten years is paid: face value times the factor.</summary>
    public static Money BuybackForHolding(Money denomination, Quantity holding, long factorPerMillion) =>
        (denomination * holding).Prorate(factorPerMillion, IndexFixing.Unit, MidpointRounding.ToEven);
}
