namespace CitizenBonds.Domain.Pricing.TechnicalValue;

/// <summary>The four published criteria of the technical value of a mining bond's base.</summary>
public enum TechnicalCriterion
{
    SecurityInnovation = 0,
    ReliabilityAndEfficiencyOfCompute = 1,
    PossibilityOfSustainedDevelopment = 2,
    InternationalRecognitionAndTrust = 3,
}

/// <param name="Score">0 to 100, ends included.</param>
/// <param name="Evidence">Address of what the score rests on.</param>
public sealed record TechnicalScore(TechnicalCriterion Criterion, decimal Score, Uri Evidence, DateOnly ScoredOn);

/// <summary>
/// V = V0 * sum(w s) / sum(w s0) over the four criteria. Shown beside the market price, never mixed into it.
/// </summary>
public static class TechnicalValueIndex
{
    private static readonly int CriteriaCount = Enum.GetValues<TechnicalCriterion>().Length;

    /// <param name="baseValue">V0, for example 100.</param>
    /// <param name="weights">One for each criterion, zero or more, not all zero; public.</param>
    /// <param name="now">One score for each criterion.</param>
    /// <param name="atBase">One score for each criterion, their weighted sum above zero.</param>
    public static decimal Value(
        decimal baseValue, IReadOnlyDictionary<TechnicalCriterion, decimal> weights,
        IReadOnlyList<TechnicalScore> now, IReadOnlyList<TechnicalScore> atBase) =>
        baseValue * WeightedSum(weights, now) / WeightedSum(weights, atBase);

    /// <summary>Share of the peers whose score is below, half of those equal counted: 0 to 1.</summary>
    /// <param name="peers">At least one; the scored country itself is not among them.</param>
    public static decimal Percentile(decimal score, IReadOnlyList<decimal> peers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(peers.Count, nameof(peers));
        var below = peers.Count(peer => peer < score);
        var equal = peers.Count(peer => peer == score);
        return (below + (equal / 2m)) / peers.Count;
    }

    public static decimal WeightedSum(
        IReadOnlyDictionary<TechnicalCriterion, decimal> weights, IReadOnlyList<TechnicalScore> scores)
    {
        if (weights.Count != CriteriaCount || weights.Values.Any(weight => weight < 0))
            throw new ArgumentException("one weight of zero or more for each criterion", nameof(weights));
        if (scores.Count != CriteriaCount || scores.DistinctBy(score => score.Criterion).Count() != CriteriaCount)
            throw new ArgumentException("one score for each criterion", nameof(scores));
        if (scores.Any(score => score.Score is < 0 or > 100))
            throw new ArgumentException("scores lie between 0 and 100", nameof(scores));
        return scores.Sum(score => weights[score.Criterion] * score.Score);
    }
}
