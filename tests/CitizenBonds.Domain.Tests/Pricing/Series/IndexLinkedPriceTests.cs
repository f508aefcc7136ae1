using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Gru;
using CitizenBonds.Domain.Pricing.Series;

namespace CitizenBonds.Domain.Tests.Pricing.Series;

public sealed class IndexLinkedPriceTests
{
    private static readonly DateOnly Issued = new(2026, 4, 1);
    private static readonly DateOnly BuybackOn = new(2036, 4, 1);
    private static readonly PricedBond Perpetual = new(
        Issued, Issued.AddYears(99), 0.03, CouponFrequency.FromPaymentsPerYear(1), DayCount.FromName("30/360")!);

    [Fact]
    public void Of_FlatCurve_IsCouponOverYield()
    {
        var price = IndexLinkedPrice.Of(
            Perpetual, Issued, DiscountCurve.Flat(0.02), 0.01, new IndexLink(1, 1, 1), BuybackOn);

        // Years are days over 365: 3 / (e^(0.03 x 365.2425 / 365) - 1) = 98.442.
        Assert.InRange(price.Coupons, 98.43, 98.45);
        Assert.Equal(0, price.Redemption);
        Assert.Equal(0, price.IndexExcess);
        Assert.InRange(price.Yield!.Value, 0.0304, 0.0305);
        // Published wording: coupons + 100 / r + 100 x I/I0 x w = 98.4 + 3,281.4 + 100.
        Assert.InRange(price.AsPublished!.Value, 3_475, 3_490);
    }

    [Fact]
    public void Of_IndexUpByAFifth_AddsTheExcessAndScalesTheOption()
    {
        var still = PriceAt(1);
        var up = PriceAt(1.2);

        Assert.Equal(10, up.IndexExcess, 9); // 100 x 0.2 x 0.5.
        Assert.Equal(still.OptionValue * 1.1, up.OptionValue, 9);
        Assert.Equal(up.Coupons + 10 + up.OptionValue, up.Dirty, 9);
        // The scenario without a shift is the price.
        var calm = CurveScenario.Standard.ToList().IndexOf(new CurveScenario(0, 0));
        Assert.Equal(up.Dirty, up.Scenarios[calm], 6);
    }

    [Fact]
    public void Of_OptionPast_IsWorthNothingAndBeforeItBetweenTheYears()
    {
        var flat = DiscountCurve.Flat(0.035);
        var index = new IndexLink(1, 1, 1);

        var after = IndexLinkedPrice.Of(Perpetual, BuybackOn, flat, 0, index, BuybackOn);
        var five = IndexLinkedPrice.Of(Perpetual, Issued.AddYears(5), flat, 0, index, BuybackOn);
        var four = IndexLinkedPrice.Of(Perpetual, Issued.AddYears(6), flat, 0, index, BuybackOn);
        var between = IndexLinkedPrice.Of(Perpetual, Issued.AddYears(5).AddMonths(6), flat, 0, index, BuybackOn);

        Assert.Equal(0, after.OptionValue);
        Assert.InRange(
            between.OptionValue, Math.Min(four.OptionValue, five.OptionValue),
            Math.Max(four.OptionValue, five.OptionValue));
        // At 3.5 % the straight bond is worth about 84: the right to 100 in five years is worth several points.
        Assert.InRange(five.OptionValue, 10, 25);
    }

    private static SeriesPrice PriceAt(double index) => IndexLinkedPrice.Of(
        Perpetual, Issued.AddDays(40), DiscountCurve.Flat(0.025), 0, new IndexLink(index, 1, 0.5), BuybackOn);
}
