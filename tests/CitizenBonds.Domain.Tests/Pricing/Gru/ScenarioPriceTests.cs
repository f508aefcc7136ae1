using CitizenBonds.Domain.Pricing.Gru;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Pricing.Gru;

public sealed class ScenarioPriceTests
{
    [Fact]
    public void ProbabilityWeighted_ThreeScenarios_ShowsTheDecomposition()
    {
        var (price, refusal) = ScenarioPrice.ProbabilityWeighted([90, 100, 120], [0.2, 0.5, 0.3]);

        Assert.Null(refusal);
        Assert.Equal(104, price!.Price, 12); // 18 + 50 + 36
        Assert.Equal([18d, 50d, 36d], price.Parts.Select(part => Math.Round(part.Contribution, 12)));
        Assert.Equal("Quantum", price.Label);
    }

    [Theory]
    [InlineData(0.2, 0.5, 0.31, ScenarioRefusal.SumIsNotOne)]
    [InlineData(0.2, 0.5, 0.3 + 1e-8, ScenarioRefusal.SumIsNotOne)]
    [InlineData(-0.2, 0.9, 0.3, ScenarioRefusal.Negative)]
    [InlineData(double.NaN, 0.5, 0.5, ScenarioRefusal.NotFinite)]
    public void ProbabilityWeighted_NotAProbability_IsRefused(double a, double b, double c, ScenarioRefusal refusal) =>
        Assert.Equal((null, refusal), ScenarioPrice.ProbabilityWeighted([90, 100, 120], [a, b, c]));

    [Fact]
    public void ProbabilityWeighted_CountsDifferOrNone_IsRefused()
    {
        Assert.Equal((null, ScenarioRefusal.CountsDiffer), ScenarioPrice.ProbabilityWeighted([1, 2], [1]));
        Assert.Equal((null, ScenarioRefusal.NoScenario), ScenarioPrice.EqualWeight([]));
        Assert.Equal((null, ScenarioRefusal.NotFinite), ScenarioPrice.EqualWeight([1, double.NaN]));
    }

    [Fact]
    public void Combined_InverseVariance_TrustsTheSurerModel()
    {
        // Variances 1 and 4: weights 0.8 and 0.2; 0.8 * 100 + 0.2 * 110 = 102.
        Assert.Equal(102, ScenarioPrice.CombinedByInverseVariance([100, 110], [1, 4]).Price!.Price, 12);
        Assert.Equal(105, ScenarioPrice.Combined([100, 110], null).Price!.Price, 12);
        Assert.Equal((null, ScenarioRefusal.Negative), ScenarioPrice.CombinedByInverseVariance([1, 2], [1, 0]));
    }

    [Fact]
    public void Projection_StraightLine_FindsItAndTheRest()
    {
        // Least squares through (0, 1), (1, 3), (2, 4): slope 1.5, level 7/6; residuals -1/6, 1/3, -1/6.
        var (projection, _) = FactorProjection.Of([1, 3, 4], [[1, 0], [1, 1], [1, 2]]);

        Assert.Equal(7.0 / 6, projection!.Loadings[0], 12);
        Assert.Equal(1.5, projection.Loadings[1], 12);
        Assert.Equal([-1.0 / 6, 1.0 / 3, -1.0 / 6], projection.Residuals, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Projection_FactorRepeats_HasNoSingleAnswer() =>
        Assert.Null(FactorProjection.Of([1, 2, 3], [[1, 2], [2, 4], [3, 6]]).Projection);

    [Fact]
    public void Projection_AnyPrices_LeavesResidualsOrthogonalToTheFactors()
    {
        var vectors = Gen.Choose(-1_000, 1_000).Select(value => value / 10.0).ArrayOf(6).ToArbitrary();
        Prop.ForAll(vectors, vectors, (prices, factor) =>
        {
            double[][] rows = [.. factor.Select(value => (double[])[1, value])];
            if (FactorProjection.Of(prices, rows).Projection is not { } projection) return true;
            var withLevel = projection.Residuals.Sum();
            var withFactor = projection.Residuals.Zip(factor, (rest, value) => rest * value).Sum();
            return Math.Abs(withLevel) < 1e-6 && Math.Abs(withFactor) < 1e-6;
        }).QuickCheckThrowOnFailure();
    }
}
