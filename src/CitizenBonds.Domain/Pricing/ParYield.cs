namespace CitizenBonds.Domain.Pricing;

/// <summary>The coupon at which a bond of this term would cost 100.</summary>
/// <param name="Years">Term, above zero.</param>
/// <param name="Yield">A fraction a year, compounded as often as coupons are paid.</param>
public readonly record struct ParYield(double Years, double Yield);
