using CitizenBonds.Domain.Pricing.Gru;

namespace CitizenBonds.Domain.Tests.Pricing.Gru;

public sealed class RiskTests
{
    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.99, 2.3263478740408408)]
    [InlineData(0.5, 0)]
    [InlineData(0.01, -2.3263478740408408)]
    public void Quantile_UsualLevels_MatchesTheTables(double chance, double expected) =>
        Assert.Equal(expected, Normal.Quantile(chance), 10);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145707)]
    [InlineData(3, 0.0013498980316300933)]
    [InlineData(6, 9.865876450376981e-10)]
    public void Survival_TabledPoints_MatchesToTwelveDigits(double x, double expected)
    {
        Assert.Equal(1, Normal.Survival(x) / expected, 11);
        Assert.Equal(1 - expected, Normal.Survival(-x), 12);
    }

    [Fact]
    public void Historical_HundredReturns_TakesTheWorstOnes()
    {
        // Returns -1.00, -0.99, ..., -0.01: at 95 % the five worst are 1.00 to 0.96, the fifth is 0.96, their mean
        // 0.98.
        double[] returns = [.. Enumerable.Range(1, 100).Select(i => -i / 100.0)];

        var figures = RiskFigures.Historical(returns, 0.95);

        Assert.Equal((0.96, 0.98), (Math.Round(figures.ValueAtRisk, 12), Math.Round(figures.ExpectedShortfall, 12)));
        Assert.Equal(1.0, RiskFigures.Historical(returns, 0.99).ValueAtRisk, 12);
    }

    [Fact]
    public void Parametric_UnitDeviation_MatchesTheClosedForm()
    {
        var figures = RiskFigures.Parametric(0, 1, 0.99);

        Assert.Equal(2.326348, figures.ValueAtRisk, 6);
        Assert.Equal(2.665214, figures.ExpectedShortfall, 6); // density(2.326348) / 0.01
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Historical_LevelOutOfRange_IsACallersMistake(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskFigures.Historical([0.1], level));

    [Fact]
    public void Historical_ReturnIsNotANumber_IsACallersMistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskFigures.Historical([0.1, double.NaN], 0.95));

    [Fact]
    public void Realised_UpAndDown_IsTheSampleDeviation()
    {
        // +1 %, -1 %: mean 0, variance (0.0001 + 0.0001) / 1 = 0.0002; a year of 250: sqrt(0.05).
        Assert.Equal(Math.Sqrt(0.05), Volatility.Realised([0.01, -0.01], 250), 12);

        // 0.94 * 0.0001 + 0.06 * 0.0004 = 0.000118.
        Assert.Equal(Math.Sqrt(0.000118), Volatility.Ewma([0.01, 0.02], 1), 12);
    }

    // Kupiec (1995): LR = 2 ln [ (1 - x/n)^(n-x) (x/n)^x / ((1-p)^(n-x) p^x) ], n = 250 days, p = 1 %, worked out with
    // fifty digits. For x = 5: 2 [ 245 ln(0.98 / 0.99) + 5 ln(0.02 / 0.01) ] = 2 [ -2.4873312... + 3.4657359... ].
    [Theory]
    [InlineData(250, 0, 0.01, 5.0251679268)] // -500 ln 0.99
    [InlineData(250, 1, 0.01, 1.1764911353)]
    [InlineData(250, 2, 0.01, 0.1084352162)]
    [InlineData(250, 4, 0.01, 0.7691383644)]
    [InlineData(250, 5, 0.01, 1.9568097882)]
    [InlineData(250, 6, 0.01, 3.5553547711)]
    [InlineData(250, 7, 0.01, 5.4969904478)]
    [InlineData(250, 10, 0.01, 12.9554910624)]
    [InlineData(1_000, 65, 0.05, 4.3454529587)]
    public void KupiecTest_Counts_IsThePublishedLikelihoodRatio(int days, int hits, double share, double statistic) =>
        Assert.Equal(statistic, Backtest.KupiecTest(days, hits, share).Statistic, 10);

    [Fact]
    public void KupiecTest_StatisticOfTheFivePercentLine_HasThatChance()
    {
        // The 95 % quantile of chi-squared with one degree of freedom is 3.841459 = 1.959964 squared.
        Assert.Equal(0.05, 2 * Normal.Survival(Math.Sqrt(3.841458820694124)), 10);
        Assert.False(Backtest.KupiecTest(250, 6, 0.01).Rejects(0.05));
        Assert.True(Backtest.KupiecTest(250, 7, 0.01).Rejects(0.05));
    }

    [Fact]
    public void Of_ClusteredExceedances_FailsIndependenceThoughTheCountIsRight()
    {
        bool[] clustered = [.. Enumerable.Range(0, 200).Select(day => day is >= 100 and < 110)];
        bool[] spread = [.. Enumerable.Range(0, 200).Select(day => day % 20 == 7)];

        var (together, apart) = (Backtest.Of(clustered, 0.05), Backtest.Of(spread, 0.05));

        Assert.Equal((10, 10), (together.Exceedances, apart.Exceedances));
        Assert.Equal(0, together.Kupiec.Statistic, 9);
        Assert.True(together.Independence.Rejects(0.01));
        Assert.False(apart.Independence.Rejects(0.05));
        Assert.True(together.ConditionalCoverage.Rejects(0.01));
    }

    [Fact]
    public void Of_ThreeTransitionsByHand_MatchesTheLikelihoods()
    {
        // Sequence 0 0 1 0 0: calm-calm 2, calm-hit 1, hit-calm 1, hit-hit 0. Apart: 2 ln(2/3) + ln(1/3) + 0;
        // together, one hit in four transitions: 3 ln(3/4) + ln(1/4). Twice the difference: 0.6795.
        var test = Backtest.Of([false, false, true, false, false], 0.2).Independence;

        var expected = 2 * ((2 * Math.Log(2.0 / 3)) + Math.Log(1.0 / 3) - (3 * Math.Log(0.75)) - Math.Log(0.25));
        Assert.Equal(expected, test.Statistic, 12);
    }
}
