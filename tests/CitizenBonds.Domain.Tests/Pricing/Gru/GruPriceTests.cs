using CitizenBonds.Domain.Pricing.Gru;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Pricing.Gru;

public sealed class GruPriceTests
{
    private static readonly IndexLink Unmoved = new(100, 100, 1);

    [Fact]
    public void Of_NinetyNineYears_IsTheFiniteSumAndThePrincipal()
    {
        var price = GruPrice.Of(new(1_000, 50, 99), 0.05, Unmoved);

        // Coupon and yield agree: the price is the principal; the sum is added year by year as a check.
        var sum = Enumerable.Range(1, 99).Sum(year => 50 / Math.Pow(1.05, year));
        Assert.Equal(sum, price.Coupons, 9);
        Assert.Equal(1_000, price.Price, 9);
        Assert.Equal(1_000, price.CouponOverYield, 9);
    }

    [Fact]
    public void Of_Perpetual_CountsTheCouponsOnce()
    {
        var price = GruPrice.Of(new(1_000, 40, null), 0.05, Unmoved);

        Assert.Equal(800, price.Price, 9); // 40 / 0.05
        Assert.Equal(20_000, price.PrincipalOverYield, 9); // 1,000 / 0.05: the published wording
        Assert.Equal(800 + 20_000 + 1_000, price.AsPublished, 9); // with 1,000 * (100 / 100) * 1
    }

    [Fact]
    public void Of_IndexUpATenth_ShowsBothReadings()
    {
        var price = GruPrice.Of(new(1_000, 0, 10), 0.05, new(110, 100, 0.5));

        Assert.Equal(50, price.IndexExcess, 9); // 1,000 * 0.1 * 0.5
        Assert.Equal(550, price.IndexedPrincipal, 9); // 1,000 * 1.1 * 0.5
    }

    [Theory]
    [InlineData(0, 50, 10, 0.05)]
    [InlineData(double.NaN, 50, 10, 0.05)]
    [InlineData(1_000, -1, 10, 0.05)]
    [InlineData(1_000, 50, 0, 0.05)]
    [InlineData(1_000, 50, 10, 0)]
    [InlineData(1_000, 50, 10, double.PositiveInfinity)]
    public void Of_FigureOutOfRange_IsACallersMistake(double principal, double coupon, int years, double yield) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GruPrice.Of(new(principal, coupon, years), yield, Unmoved));

    [Fact]
    public void BuybackIntrinsic_CouponEqualsYield_IsZeroForAPerpetual()
    {
        // PV(principal in ten years) = 1,000 / 1.05^10; coupons lost = 1,000 / 1.05^10 as well.
        Assert.Equal(0, GruPrice.BuybackIntrinsic(new(1_000, 50, null), 0.05, 10), 9);

        // A coupon of 40: 1,000 / 1.05^10 - 800 / 1.05^10 = 200 / 1.628895 = 122.782651.
        Assert.Equal(122.782651, GruPrice.BuybackIntrinsic(new(1_000, 40, null), 0.05, 10), 6);
    }

    [Fact]
    public void CycleMultiple_PublishedLoop_IsNinePointFiveFiveOverSeven()
    {
        Assert.Equal(9.55 / 7, LiquidityLoop.CycleMultiple, 12);
        Assert.Equal(0.01 * Math.Log(9.55 / 7) * 0.5, LiquidityLoop.YearlyAdjustment(0.01, 3, 6), 12);
        Assert.Equal(
            LiquidityLoop.YearlyAdjustment(0.01, 6, 6), LiquidityLoop.YearlyAdjustment(0.01, 600, 6), 12);
    }

    [Fact]
    public void Yield_RiskPart_HasBothSigns()
    {
        var yield = new GruYield(0.03, 0.002, 0.004, 0.005);

        Assert.Equal(0.031, yield.AsPublished, 12);
        Assert.Equal(0.041, yield.MarketConsistent, 12);
    }

    [Theory]
    [InlineData(1_000_000, 150_000)]
    [InlineData(1, 1)] // 0.15 rounded up
    public void AcquisitionPrice_FifteenPercent_RoundsUp(long nominal, long price) =>
        Assert.Equal(
            Money.FromYen(price),
            DiscountedAcquisition.AcquisitionPrice(Money.FromYen(nominal), DiscountedAcquisition.PublishedShare));

    [Fact]
    public void NominalAcquired_Cash_IsCashOverTheShare() =>
        Assert.Equal(
            Money.FromYen(6_666_666), // 1,000,000 / 0.15, rounded down
            DiscountedAcquisition.NominalAcquired(Money.FromYen(1_000_000), DiscountedAcquisition.PublishedShare));

    [Fact]
    public void Run_StandardScenarios_MoveTheValueTheWayTheyShould()
    {
        var position = new StressedPosition(new(1_000, 40, 30), 0.05, new(100, 100, 0.5), 200);

        var results = StressResult.Run(position, StressScenario.Standard).ToDictionary(result => result.Scenario.Name);

        Assert.True(results["curve +100 bp"].Change < 0);
        Assert.True(results["curve -100 bp"].Change > 0);
        Assert.Equal(-150, results["index -30 %"].Change, 9); // 1,000 * -0.3 * 0.5
        Assert.Equal(-200.0 / 3, results["difficulty +50 %"].Change, 9); // 200 / 1.5 - 200
        Assert.Equal(200, results["difficulty -50 %"].Change, 9); // 200 / 0.5 - 200
        Assert.Equal(results["combined"].After, results.Values.Min(result => result.After));
    }
}
