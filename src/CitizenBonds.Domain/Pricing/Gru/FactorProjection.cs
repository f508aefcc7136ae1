namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// The least-squares projection of a vector of prices on a few factors; the source calls it Holographic. What the
/// factors
/// do not explain is shown. Analytics in <c>double</c>.
/// </summary>
/// <param name="Loadings">One for each factor.</param>
/// <param name="Projected">One for each price.</param>
/// <param name="Residuals">Price less projection; orthogonal to every factor.</param>
public sealed record FactorProjection(
    IReadOnlyList<double> Loadings, IReadOnlyList<double> Projected, IReadOnlyList<double> Residuals)
{
    public const int FactorsMax = 50;

    /// <summary>Pivots smaller than this share of the largest mean that one factor repeats the others.</summary>
    private const double PivotShareMin = 1e-12;

    /// <summary>Share of the prices' square sum that is left over: 0 when the factors explain all.</summary>
    public double ResidualShare
    {
        get
        {
            var total = Projected.Zip(Residuals, (fit, rest) => (fit + rest) * (fit + rest)).Sum();
            return total == 0 ? 0 : Residuals.Sum(rest => rest * rest) / total;
        }
    }

    /// <param name="factors">One row for each price, one column for each factor, no more factors than prices.</param>
    /// <returns>Null when a factor repeats the others, so that no single answer exists; else the projection.</returns>
    public static (FactorProjection? Projection, ScenarioRefusal? Refusal) Of(
        IReadOnlyList<double> prices, IReadOnlyList<IReadOnlyList<double>> factors)
    {
        if (prices.Count == 0) return (null, ScenarioRefusal.NoScenario);
        if (prices.Concat(factors.SelectMany(row => row)).Any(value => !double.IsFinite(value)))
            return (null, ScenarioRefusal.NotFinite);
        var count = factors.Count == 0 ? 0 : factors[0].Count;
        if (factors.Count != prices.Count || count is < 1 or > FactorsMax || count > prices.Count
            || factors.Any(row => row.Count != count)) return (null, ScenarioRefusal.CountsDiffer);
        if (Solve(NormalEquations(prices, factors, count)) is not { } loadings) return (null, null);
        double[] projected = [.. factors.Select(row => row.Zip(loadings, (value, loading) => value * loading).Sum())];
        return (new(loadings, projected, [.. prices.Zip(projected, (price, fit) => price - fit)]), null);
    }

    /// <summary>F'F beside F'p: one row for each factor, the right-hand side in the last column.</summary>
    private static double[][] NormalEquations(
        IReadOnlyList<double> prices, IReadOnlyList<IReadOnlyList<double>> factors, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (double[])
        [
            .. Enumerable.Range(0, count).Select(k => factors.Sum(row => row[i] * row[k])),
            factors.Zip(prices, (row, price) => row[i] * price).Sum(),
        ])];

    /// <summary>Gauss elimination with the largest pivot; null when the equations have no single answer.</summary>
    private static double[]? Solve(double[][] rows)
    {
        var size = rows.Length;
        var largest = rows.Max(row => row.Take(size).Max(Math.Abs));
        for (var column = 0; column < size; column++)
        {
            var best = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(rows[row][column]));
            if (Math.Abs(rows[best][column]) <= PivotShareMin * largest) return null;
            (rows[column], rows[best]) = (rows[best], rows[column]);
            for (var row = 0; row < size; row++)
            {
                if (row == column) continue;
                var share = rows[row][column] / rows[column][column];
                for (var k = column; k <= size; k++) rows[row][k] -= share * rows[column][k];
            }
        }

        return [.. Enumerable.Range(0, size).Select(row => rows[row][size] / rows[row][row])];
    }
}
