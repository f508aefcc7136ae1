using CitizenBonds.Domain.Pricing.TechnicalValue;

namespace CitizenBonds.Domain.Tests.Pricing.TechnicalValue;

public sealed class TechnicalValueIndexTests
{
    private static readonly Dictionary<TechnicalCriterion, decimal> Weights = new()
    {
        [TechnicalCriterion.SecurityInnovation] = 0.4m,
        [TechnicalCriterion.ReliabilityAndEfficiencyOfCompute] = 0.3m,
        [TechnicalCriterion.PossibilityOfSustainedDevelopment] = 0.2m,
        [TechnicalCriterion.InternationalRecognitionAndTrust] = 0.1m,
    };

    [Fact]
    public void Value_ScoresRise_FollowsTheWeights()
    {
        // Base 0.4*50 + 0.3*50 + 0.2*50 + 0.1*50 = 50; now 0.4*60 + 0.3*50 + 0.2*40 + 0.1*80 = 55; 100 * 55 / 50 = 110.
        Assert.Equal(110m, TechnicalValueIndex.Value(100m, Weights, Scores(60, 50, 40, 80), Scores(50, 50, 50, 50)));
    }

    [Theory]
    [InlineData(70, 0.75)] // above 60 and 65, equal to two of four: (2 + 2 / 2) / 4
    [InlineData(10, 0)]
    [InlineData(99, 1)]
    public void Percentile_AmongPeers_CountsHalfOfTheEqual(double score, double percentile) =>
        Assert.Equal((decimal)percentile, TechnicalValueIndex.Percentile((decimal)score, [60m, 65m, 70m, 70m]));

    [Fact]
    public void Value_ScoreMissingOrOutOfRange_IsACallersMistake()
    {
        Assert.Throws<ArgumentException>(() => TechnicalValueIndex.WeightedSum(Weights, Scores(101, 1, 1, 1)));
        Assert.Throws<ArgumentException>(
            () => TechnicalValueIndex.WeightedSum(Weights, [.. Scores(1, 1, 1, 1).Skip(1)]));
    }

    private static TechnicalScore[] Scores(params int[] scores) =>
        [.. scores.Select((score, criterion) => new TechnicalScore(
            (TechnicalCriterion)criterion, score, new Uri("https://example.org/evidence"), new DateOnly(2026, 1, 1)))];
}
