using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Pricing;

namespace CitizenBonds.Domain.Tests.Mining;

public sealed class MiningValuationTests
{
    [Fact]
    public void For_PublishedExample_GivesItsFigures()
    {
        var projection = MiningProjection.For(0.28, 1_726_567, 50);

        Assert.Equal(582.56e-6, projection.DailyCoins, 8);
        Assert.Equal(0.2081, 100 * projection.Daily, 4);
        Assert.Equal(1.456, 100 * projection.Weekly, 3); // printed rounded up as 1.457
        Assert.Equal(6.346, 100 * projection.Monthly, 3);
        Assert.Equal(112.53, 100 * projection.Annual, 2);
        Assert.Equal(112.60, 100 * projection.AnnualFromRoundedWeekly, 2);
        Assert.Equal(1, ThirdPartyAgreement.PublishedProjections); // This one.
    }

    [Theory]
    [InlineData(double.NaN, 1, 50)]
    [InlineData(0, 1, 50)]
    [InlineData(1, double.PositiveInfinity, 50)]
    [InlineData(1, 1, -1)]
    public void For_FigureOutOfRange_IsACallersMistake(double price, double difficulty, double subsidy) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MiningProjection.For(price, difficulty, subsidy));

    [Theory]
    [InlineData(840_335, 0.01, 0.05)]
    [InlineData(839_999, 0.0, 0.05)]
    [InlineData(209_663, 0.03, 0.0)]
    [InlineData(335, -0.02, 0.1)]
    [InlineData(840_671, 0.0, 0.0)]
    public void ValueAt_ConstantGrowth_EqualsTheSumCouponByCoupon(long height, double growth, double rate)
    {
        var valuation = Valuation(height, rate);

        var brute = valuation.ValueOnPath([growth]);

        Assert.Equal(1, valuation.ValueAt(growth) / brute, 9);
    }

    [Fact]
    public void ValueAt_NoGrowthNoDiscount_IsTheCoinsStillToCome()
    {
        // Up to the next halving one MH/s finds 600 s / (D * 2^32) * 10^6 of every subsidy: from key block 839,999 on,
        // all subsidies sum to just under 2 * 210,000 * 3.125 BTC.
        var share = 600.0 * 1_000_000 / (80e12 * Math.Pow(2, 32));

        var value = Valuation(839_999, 0).ValueAt(0);

        Assert.Equal(1, value / (share * 2 * 210_000 * 3.125), 6);
    }

    [Fact]
    public void BreakEvenGrowth_PriceAtAGrowth_FindsTheGrowth()
    {
        var valuation = Valuation(840_335, 0.05);

        var growth = valuation.BreakEvenGrowth(valuation.ValueAt(0.0123));

        Assert.Equal(0.0123, growth!.Value, 9);
    }

    [Fact]
    public void BreakEvenGrowth_PriceUnderEveryWorth_IsNull() =>
        Assert.Null(Valuation(840_335, 0.05).BreakEvenGrowth(1e-30));

    [Fact]
    public void ValueAt_GrowthIsNotANumber_IsACallersMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Valuation(335, 0.05).ValueAt(double.NaN));

    [Fact]
    public void Run_SameSeed_SamePercentiles()
    {
        var one = MiningSimulation.Run(Valuation(840_335, 0.05), 0.01, 0.04, 50, new SeededNormal(7));
        var two = MiningSimulation.Run(Valuation(840_335, 0.05), 0.01, 0.04, 50, new SeededNormal(7));

        Assert.Equal((one.Mean, one.Quantile(0.05)), (two.Mean, two.Quantile(0.05)));
    }

    [Fact]
    public void Run_NoDeviation_EqualsTheClosedSum()
    {
        var valuation = Valuation(840_335, 0.05);

        var simulation = MiningSimulation.Run(valuation, 0.01, 0, 2, new SeededNormal(1));

        Assert.Equal(1, simulation.Mean / valuation.ValueAt(0.01), 9);
        Assert.Equal(1, simulation.ShareBelow(valuation.ValueAt(0.01) * 1.001));
    }

    [Fact]
    public void Next_ManyDraws_HaveTheMomentsOfANormal()
    {
        var normal = new SeededNormal(42);
        var draws = Enumerable.Range(0, 200_000).Select(_ => normal.Next()).ToArray();

        // Standard errors: 0.0022 of the mean, 0.0032 of the variance, 0.011 of the fourth moment 3; five of each.
        Assert.InRange(draws.Average(), -0.011, 0.011);
        Assert.InRange(draws.Average(draw => draw * draw), 0.984, 1.016);
        Assert.InRange(draws.Average(draw => Math.Pow(draw, 4)), 2.89, 3.11);
    }

    private static MiningValuation Valuation(long height, double rate) => new()
    {
        KeyHeight = height,
        Difficulty = 80e12,
        DiscountRate = rate,
    };
}
