using CitizenBonds.Domain.Pricing.Gru;

namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>Risk of a series from how the curve has moved. Shares of its price, in <c>double</c>.</summary>
/// <param name="Realised">Volatility a year.</param>
/// <param name="Weighted">Exponentially weighted volatility a year.</param>
/// <param name="Historical">Loss from one published curve to the next, from the moves themselves.</param>
/// <param name="Parametric">The same under a normal distribution.</param>
/// <param name="Backtest">
/// Whether losses exceeded the value at risk of the moves before them; null with too few moves.
/// </param>
public sealed record SeriesRisk(
    double Realised, double Weighted, RiskFigures Historical, RiskFigures Parametric, Backtest? Backtest)
{
    public const double Level = 0.95;

    /// <summary>Moves the value at risk of the backtest looks back on.</summary>
    public const int Window = 12;

    public static SeriesRisk Of(CurveChanges changes, IReadOnlyList<double> keyRates)
    {
        var returns = changes.ReturnsOf(keyRates);
        return new(
            Volatility.Realised(returns, changes.PerYear),
            Volatility.Ewma(returns, changes.PerYear),
            RiskFigures.Historical(returns, Level),
            RiskFigures.Parametric(returns, Level),
            BacktestOf(returns));
    }

    private static Backtest? BacktestOf(double[] returns)
    {
        if (returns.Length < Window + 2) return null;
        var exceeded = new bool[returns.Length - Window];
        for (var i = 0; i < exceeded.Length; i++)
            exceeded[i] = -returns[i + Window] > RiskFigures.Parametric(returns[i..(i + Window)], Level).ValueAtRisk;
        return Backtest.Of(exceeded, 1 - Level);
    }
}
