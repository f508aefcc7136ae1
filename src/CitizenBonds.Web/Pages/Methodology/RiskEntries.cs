using CitizenBonds.Domain.Pricing.Gru;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>Scenarios, risk figures and how they are checked afterwards.</summary>
internal static class RiskEntries
{
    private static readonly double[] Prices = [90, 100, 120];

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("scenario-weighted", "Quantum: P = Σ p_i · P_i, Σ p_i = 1;  Parallel: P = mean of P_i", WeightedExample),
        new("scenario-combined", "Merged: P = Σ w_i · P_i, w equal or ∝ 1 / variance_i", CombinedExample),
        new("scenario-factor", "Holographic: loadings = (F'F)⁻¹ F'P;  residual = P − F · loadings", FactorExample),
        new("volatility", "σ = sd(ln P_i / P_i−1) · √n;  EWMA: σ² = 0.94 · σ² + 0.06 · r²", VolatilityExample),
        new("var", "historical: k-th worst of n, k = ⌊n · (1 − level)⌋;  parametric: z·σ − μ, φ(z)·σ / (1 − level) − μ",
            ValueAtRiskExample),
        new("kupiec", "LR = 2 ln [ (1 − x/n)^(n−x) (x/n)^x / ((1 − p)^(n−x) p^x) ]", KupiecExample),
        new("christoffersen", "LR = 2 ln [ Π (1 − π_i)^n_i0 · π_i^n_i1 / ((1 − π)^(n_00+n_10) · π^(n_01+n_11)) ]",
            IndependenceExample),
        new("stress", "value(y + shift + twist(t), I · f, D · g) − value(y, I, D)", StressExample),
    ];

    private static object[] WeightedExample() =>
    [
        Price(ScenarioPrice.ProbabilityWeighted(Prices, [0.2, 0.5, 0.3])), Price(ScenarioPrice.EqualWeight(Prices)),
    ];

    private static object[] CombinedExample() =>
    [
        Price(ScenarioPrice.Combined([100, 104], null)),
        Price(ScenarioPrice.CombinedByInverseVariance([100, 104], [1, 4])),
    ];

    private static object[] FactorExample()
    {
        var projection = FactorProjection.Of([1, 2, 2], [[1], [1], [1]]).Projection
            ?? throw new InvalidOperationException("One factor repeats no other.");
        return [ExampleFigure.Of(projection.Loadings[0], 4), ExampleFigure.Percent(projection.ResidualShare, 2)];
    }

    private static object[] VolatilityExample() =>
    [
        ExampleFigure.Percent(Volatility.Realised([0.01, -0.01], 250), 2),
        ExampleFigure.Percent(Volatility.Ewma([0.01, 0.02], 1), 4),
    ];

    private static object[] ValueAtRiskExample()
    {
        var historical = RiskFigures.Historical([.. Enumerable.Range(1, 100).Select(i => -i / 10_000.0)], 0.95);
        var parametric = RiskFigures.Parametric(0, 0.01, 0.99);
        return
        [
            ExampleFigure.Percent(historical.ValueAtRisk, 2), ExampleFigure.Percent(historical.ExpectedShortfall, 2),
            ExampleFigure.Percent(parametric.ValueAtRisk, 4), ExampleFigure.Percent(parametric.ExpectedShortfall, 4),
        ];
    }

    private static object[] KupiecExample() => Test(Backtest.KupiecTest(250, 7, 0.01));

    private static object[] IndependenceExample() =>
        Test(Backtest.Of([false, false, true, false, false], 0.2).Independence);

    private static object[] StressExample()
    {
        var position = new StressedPosition(new(1_000, 40, 30), 0.05, new(100, 100, 0.5), 200);
        var changes = StressResult.Run(position, StressScenario.Standard)
            .ToDictionary(result => result.Scenario.Name, result => ExampleFigure.Of(result.Change, 2));
        return
        [
            changes["curve +100 bp"], changes["index -30 %"], changes["difficulty +50 %"], changes["combined"],
        ];
    }

    private static object[] Test(LikelihoodTest test) =>
        [ExampleFigure.Of(test.Statistic, 4), ExampleFigure.Percent(test.PValue, 2)];

    private static string Price((ScenarioPrice? Price, ScenarioRefusal? Refusal) answer) =>
        ExampleFigure.Of(answer.Price?.Price ?? throw new InvalidOperationException($"{answer.Refusal}"), 4);
}
