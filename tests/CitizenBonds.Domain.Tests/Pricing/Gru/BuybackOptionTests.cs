using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Gru;

namespace CitizenBonds.Domain.Tests.Pricing.Gru;

public sealed class BuybackOptionTests
{
    private const int TenYears = BuybackOption.PublishedYears;
    private static readonly DiscountCurve FivePercent = DiscountCurve.Flat(Math.Log(1.05));
    private static readonly GruTerms Perpetual = new(1_000, 40, null);

    [Fact]
    public void Of_NoVolatility_IsTheIntrinsicValueOnForwards()
    {
        // Coupons of 40 for ever at 5 %: 800 in ten years against 1,000, so 200 / 1.05^10 = 122.782651.
        var option = BuybackOption.Of(Perpetual, FivePercent, new(0.05, 0), TenYears);

        Assert.Equal(800, option.Straight, 6); // 40 / 0.05
        Assert.Equal(122.782651, option.Intrinsic, 6);
        Assert.Equal(option.Intrinsic, option.Value, 6);
        Assert.Equal(GruPrice.BuybackIntrinsic(Perpetual, 0.05, TenYears), option.Intrinsic, 6);
    }

    [Fact]
    public void Of_NoVolatilityAndRichCoupons_IsWorthNothing()
    {
        var option = BuybackOption.Of(new(1_000, 60, null), FivePercent, new(0.05, 0), TenYears);

        Assert.Equal((0, 0), (option.Intrinsic, Math.Round(option.Value, 9)));
    }

    [Fact]
    public void Of_ZeroCouponBond_MatchesTheClosedFormOfHullAndWhite()
    {
        // Put on a zero-coupon bond: X P(0,T) N(-h + s) - P(0,S) N(-h), h = ln(P(0,S) / (X P(0,T))) / s + s / 2,
        // s = sigma B sqrt((1 - e^(-2aT)) / 2a), B = (1 - e^(-a(S - T))) / a. At -1 % for ever the bond is foreseen at
        // 122 in ten years, so that a put at 100 lies a little out of the money.
        const double A = 0.1;
        const double Sigma = 0.01;
        var curve = DiscountCurve.Flat(-0.01);
        var (put, end) = (curve.Discount(10), curve.Discount(30));
        var deviation = Sigma * (1 - Math.Exp(-A * 20)) / A * Math.Sqrt((1 - Math.Exp(-2 * A * 10)) / (2 * A));
        var h = (Math.Log(end / put) / deviation) + (deviation / 2);
        var expected = 100 * ((put * Normal.Survival(h - deviation)) - (end * Normal.Survival(h)));

        var option = BuybackOption.Of(new(100, 0, 30), curve, new(A, Sigma), TenYears);

        Assert.InRange(expected, 1, 100);
        Assert.Equal(expected, option.Value, 0.02);
    }

    [Fact]
    public void Of_DeepInTheMoney_IsTheIntrinsicValue()
    {
        // No coupons for ninety-nine years at 8 %: nobody keeps 0.001 when 1,000 is offered.
        var curve = DiscountCurve.Flat(Math.Log(1.08));

        var option = BuybackOption.Of(new(1_000, 0, 99), curve, new(0.05, 0.005), TenYears);

        Assert.Equal(1_000 * (Math.Pow(1.08, -10) - Math.Pow(1.08, -99)), option.Intrinsic, 9);
        Assert.Equal(option.Intrinsic, option.Value, 0.05);
    }

    [Fact]
    public void Of_MoreVolatilityOrSmallerCoupons_IsWorthMore()
    {
        double[] byVolatility =
            [.. new[] { 0, 0.002, 0.005, 0.01, 0.02 }.Select(sigma => Value(Perpetual, sigma))];
        double[] byCoupon = [.. new[] { 0d, 20, 40, 60, 80 }.Select(coupon => Value(new(1_000, coupon, 99), 0.01))];

        Assert.Equal(byVolatility.Order(), byVolatility);
        Assert.Equal(byCoupon.OrderDescending(), byCoupon);
        Assert.All(byCoupon, value => Assert.True(value > 0));
    }

    [Fact]
    public void Of_AnyTerms_NeverLessThanIntrinsicNorMoreThanThePrincipal()
    {
        foreach (var coupon in new[] { 0d, 10, 50, 120 })
        foreach (int? years in new int?[] { 11, 30, 99, null })
        foreach (var sigma in new[] { 0.001, 0.01, 0.03 })
        {
            var option = BuybackOption.Of(new(1_000, coupon, years), FivePercent, new(0.05, sigma), TenYears);
            Assert.True(option.TimeValue >= -1e-9, $"{coupon}, {years}, {sigma}: {option.TimeValue}");
            Assert.InRange(option.Value, -1e-9, 1_000);
        }
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(5, 10)]
    [InlineData(99, 0)]
    public void Of_BuybackNotWithinTheBondsLife_IsACallersMistake(int years, int buybackYears) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => BuybackOption.Of(new(1_000, 40, years), FivePercent, new(0.05, 0.01), buybackYears));

    private static double Value(GruTerms terms, double volatility) =>
        BuybackOption.Of(terms, FivePercent, new(0.05, volatility), TenYears).Value;
}
