namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>Why scenarios give no price. When several apply, the first listed is reported.</summary>
public enum ScenarioRefusal
{
    NoScenario = 0,

    /// <summary>A price, probability, factor or variance is not a finite number.</summary>
    NotFinite = 1,

    /// <summary>There is not one probability, weight or factor row for each price.</summary>
    CountsDiffer = 2,

    /// <summary>A probability or weight below zero, or a variance not above it.</summary>
    Negative = 3,

    /// <summary>Probabilities or weights do not sum to 1 within 1e-9.</summary>
    SumIsNotOne = 4,
}

/// <summary>What one scenario adds to a combined price.</summary>
/// <param name="Weight">Its share; all shares sum to 1.</param>
public sealed record ScenarioPart(double Price, double Weight)
{
    public double Contribution => Price * Weight;
}

/// <summary>
/// One price from several scenarios, with its decomposition. Plain arithmetic under plain names; the published labels
/// (Quantum, Parallel, Merged) are given beside them and stand for no physics. Analytics in <c>double</c>.
/// </summary>
public sealed record ScenarioPrice
{
    private const double SumTolerance = 1e-9;

    private ScenarioPrice(string label, IReadOnlyList<ScenarioPart> parts)
    {
        Label = label;
        Parts = parts;
    }

    /// <summary>The label the source uses.</summary>
    public string Label { get; }

    public IReadOnlyList<ScenarioPart> Parts { get; }

    public double Price => Parts.Sum(part => part.Contribution);

    /// <summary>Weighted standard deviation of the scenarios around the price.</summary>
    public double Deviation => Math.Sqrt(Parts.Sum(part => part.Weight * (part.Price - Price) * (part.Price - Price)));

    /// <summary>Sum of p_i * P_i; the source calls it Quantum.</summary>
    public static (ScenarioPrice? Price, ScenarioRefusal? Refusal) ProbabilityWeighted(
        IReadOnlyList<double> prices, IReadOnlyList<double> probabilities) =>
        Weighted("Quantum", prices, probabilities);

    /// <summary>The mean over settlement scenarios; the source calls it Parallel.</summary>
    public static (ScenarioPrice? Price, ScenarioRefusal? Refusal) EqualWeight(IReadOnlyList<double> prices) =>
        Weighted("Parallel", prices, [.. prices.Select(_ => 1.0 / prices.Count)]);

    /// <summary>A convex combination of model prices; the source calls it Merged.</summary>
    /// <param name="weights">Sum to 1; null for equal weights.</param>
    public static (ScenarioPrice? Price, ScenarioRefusal? Refusal) Combined(
        IReadOnlyList<double> prices, IReadOnlyList<double>? weights) =>
        Weighted("Merged", prices, weights ?? [.. prices.Select(_ => 1.0 / prices.Count)]);

    /// <summary>Combined with weights in inverse proportion to the variance of each model's error.</summary>
    public static (ScenarioPrice? Price, ScenarioRefusal? Refusal) CombinedByInverseVariance(
        IReadOnlyList<double> prices, IReadOnlyList<double> variances)
    {
        if (variances.Any(variance => !double.IsFinite(variance))) return (null, ScenarioRefusal.NotFinite);
        if (variances.Any(variance => variance <= 0)) return (null, ScenarioRefusal.Negative);
        var total = variances.Sum(variance => 1 / variance);
        return Weighted("Merged", prices, [.. variances.Select(variance => 1 / variance / total)]);
    }

    private static (ScenarioPrice? Price, ScenarioRefusal? Refusal) Weighted(
        string label, IReadOnlyList<double> prices, IReadOnlyList<double> weights)
    {
        if (FindRefusal(prices, weights) is { } refusal) return (null, refusal);
        return (new(label, [.. prices.Zip(weights, (price, weight) => new ScenarioPart(price, weight))]), null);
    }

    private static ScenarioRefusal? FindRefusal(IReadOnlyList<double> prices, IReadOnlyList<double> weights)
    {
        if (prices.Count == 0) return ScenarioRefusal.NoScenario;
        if (prices.Concat(weights).Any(value => !double.IsFinite(value))) return ScenarioRefusal.NotFinite;
        if (prices.Count != weights.Count) return ScenarioRefusal.CountsDiffer;
        if (weights.Any(weight => weight < 0)) return ScenarioRefusal.Negative;
        return Math.Abs(weights.Sum() - 1) > SumTolerance ? ScenarioRefusal.SumIsNotOne : null;
    }
}
