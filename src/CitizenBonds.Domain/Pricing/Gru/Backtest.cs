namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>One likelihood-ratio test.</summary>
/// <param name="Statistic">Chi-squared under the hypothesis.</param>
/// <param name="PValue">Chance of a statistic at least so large when the model is right.</param>
public sealed record LikelihoodTest(double Statistic, double PValue)
{
    /// <param name="significance">For example 0.05.</param>
    public bool Rejects(double significance) => PValue < significance;
}

/// <summary>
/// Whether losses exceeded the value at risk as often as they should (Kupiec 1995) and without clustering
/// (Christoffersen
/// 1998). Analytics in <c>double</c>.
/// </summary>
public sealed record Backtest
{
    private Backtest(int observations, int exceedances, LikelihoodTest kupiec, LikelihoodTest independence)
    {
        Observations = observations;
        Exceedances = exceedances;
        Kupiec = kupiec;
        Independence = independence;
        var both = kupiec.Statistic + independence.Statistic;
        ConditionalCoverage = new(both, Math.Exp(-both / 2));
    }

    public int Observations { get; }

    public int Exceedances { get; }

    /// <summary>Proportion of failures, one degree of freedom.</summary>
    public LikelihoodTest Kupiec { get; }

    /// <summary>An exceedance does not make the next one likelier; one degree of freedom.</summary>
    public LikelihoodTest Independence { get; }

    /// <summary>Both at once, two degrees of freedom.</summary>
    public LikelihoodTest ConditionalCoverage { get; }

    /// <param name="exceeded">In time order: did the loss exceed the value at risk? At least two.</param>
    /// <param name="expectedShare">1 - level of the value at risk; above 0, under 1.</param>
    public static Backtest Of(IReadOnlyList<bool> exceeded, double expectedShare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exceeded.Count, 2, nameof(exceeded));
        if (!(expectedShare is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(expectedShare));
        var count = exceeded.Count(hit => hit);
        return new(exceeded.Count, count, KupiecTest(exceeded.Count, count, expectedShare), IndependenceTest(exceeded));
    }

    /// <param name="observations">Above zero.</param>
    /// <param name="exceedances">0 to the observations.</param>
    public static LikelihoodTest KupiecTest(int observations, int exceedances, double expectedShare)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)exceedances, (uint)observations, nameof(exceedances));
        var calm = observations - exceedances;
        var observed = (double)exceedances / observations;
        return OneDegree(LogLikelihood(calm, exceedances, observed) - LogLikelihood(calm, exceedances, expectedShare));
    }

    private static LikelihoodTest IndependenceTest(IReadOnlyList<bool> exceeded)
    {
        var from = new int[2, 2];
        for (var i = 1; i < exceeded.Count; i++) from[exceeded[i - 1] ? 1 : 0, exceeded[i] ? 1 : 0]++;
        var (calmCalm, calmHit, hitCalm, hitHit) = (from[0, 0], from[0, 1], from[1, 0], from[1, 1]);
        var all = Share(calmHit + hitHit, exceeded.Count - 1);
        var together = LogLikelihood(calmCalm + hitCalm, calmHit + hitHit, all);
        var apart = LogLikelihood(calmCalm, calmHit, Share(calmHit, calmCalm + calmHit))
            + LogLikelihood(hitCalm, hitHit, Share(hitHit, hitCalm + hitHit));
        return OneDegree(apart - together);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    /// <summary>0 * ln 0 counts as 0.</summary>
    private static double LogLikelihood(int calm, int hits, double share) =>
        (calm == 0 ? 0 : calm * Math.Log(1 - share)) + (hits == 0 ? 0 : hits * Math.Log(share));

    private static LikelihoodTest OneDegree(double logRatio)
    {
        var statistic = Math.Max(0, 2 * logRatio);
        return new(statistic, 2 * Normal.Survival(Math.Sqrt(statistic)));
    }
}
