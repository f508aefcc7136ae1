using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using FsCheck;
using FsCheck.Fluent;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Pricing;

public sealed class CurvePricingTests
{
    /// <summary>3 % continuous by actual days over 360, in actual days over 365.</summary>
    private static readonly DiscountCurve Flat3 = DiscountCurve.Flat(0.03 * 365 / 360);

    // QuantLib's cached values, test-suite/bonds.cpp.
    [Theory]
    [InlineData(0.025, "2004-10-31", "2006-10-31", 98.943393)]
    [InlineData(0.035, "2004-11-15", "2009-11-15", 101.986794)]
    public void CleanFromCurve_FlatCurve_AgreesWithQuantLib(
        double coupon, string start, string maturity, double expected)
    {
        var bond = new PricedBond(
            Date(start), Date(maturity), coupon, CouponFrequency.SemiAnnual, DayCount.ActualActualIcma)
        { EndOfMonth = true };
        var cashflows = RemainingCashflows.From(bond, Date("2004-11-23"), YieldConvention.Street);

        // The curve there begins one day before settlement, and the price is that of settlement.
        Assert.Equal(expected, CurvePricing.CleanFromCurve(cashflows, Flat3), 1.1e-6);
    }

    [Theory]
    [InlineData("2008-11-28", 88.551726)]
    [InlineData("2007-11-30", 91.278949)]
    [InlineData("2006-11-30", 94.098006)]
    public void Discount_ZeroCoupon_AgreesWithQuantLib(string payment, double expected) =>
        Assert.Equal(expected, 100 * Flat3.Discount(CurvePricing.Years(Date("2004-11-30"), Date(payment))), 1e-6);

    [Fact]
    public void SpreadFromDirty_OfThePriceAtASpread_IsThatSpread() =>
        Prop.ForAll(Gen.Choose(-500, 3_000).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (basisPoints, age) =>
        {
            var cashflows = RemainingCashflows.From(TenYears, TenYears.IssueDate.AddYears(age), YieldConvention.Street);
            var dirty = CurvePricing.DirtyFromCurve(cashflows, Steep, basisPoints / 1e4);
            Assert.Equal(basisPoints / 1e4, CurvePricing.SpreadFromDirty(cashflows, Steep, dirty).Yield, 1e-11);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(double.NaN, PricingRefusal.PriceNotFinite)]
    [InlineData(0, PricingRefusal.PriceNotPositive)]
    [InlineData(1e-300, PricingRefusal.NoYieldForPrice)]
    [InlineData(1e300, PricingRefusal.NoYieldForPrice)]
    public void SpreadFromDirty_HostilePrices_AreRefusedByName(double price, PricingRefusal refusal)
    {
        var cashflows = RemainingCashflows.From(TenYears, Date("2027-01-05"), YieldConvention.Street);
        Assert.Equal(refusal, CurvePricing.SpreadFromDirty(cashflows, Steep, price).Refusal);
    }

    [Fact]
    public void KeyRateDurations_Together_AreTheParallelDuration()
    {
        const double Step = 1e-5;
        var cashflows = RemainingCashflows.From(TenYears, Date("2027-01-05"), YieldConvention.Street);
        var keys = KeyRateDuration.Of(cashflows, Steep, [1, 2, 5, 7, 20]);
        var up = CurvePricing.DirtyFromCurve(cashflows, Steep, Step);
        var down = CurvePricing.DirtyFromCurve(cashflows, Steep, -Step);
        var parallel = (down - up) / (2 * Step * CurvePricing.DirtyFromCurve(cashflows, Steep));
        Assert.Equal(parallel, keys.Sum(key => key.Duration), 1e-6);
    }

    [Fact]
    public void KeyRateDurations_OfAZeroCouponBetweenTwoTerms_SplitLinearly()
    {
        // Four years, 1,461 days: 4.0027 years; weights (5 - t) / 3 and (t - 2) / 3.
        var bond = new PricedBond(
            Date("2026-03-20"), Date("2030-03-20"), 0, CouponFrequency.None, DayCount.Actual365Fixed);
        var cashflows = RemainingCashflows.From(bond, Date("2026-03-20"), YieldConvention.Street);
        var keys = KeyRateDuration.Of(cashflows, Steep, [1, 2, 5]);
        var years = 1_461 / 365d;
        Assert.Equal([0, years * (5 - years) / 3, years * (years - 2) / 3], keys.Select(key => key.Duration), Close);
    }

    private static DiscountCurve Steep { get; } =
        DiscountCurve.FromParYields([new(1, -0.001), new(2, 0.001), new(5, 0.006), new(10, 0.013), new(20, 0.02)], 2);

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-12;
}
