namespace CitizenBonds.Domain.Pricing.Feeds;

/// <summary>What is plausible for a curve of par yields, percent by tenor in months.</summary>
public static class CurveFeed
{
    public const string Unit = "percent";

    /// <summary>Percentage points a yield may move between two published curves.</summary>
    public const decimal StepMax = 1m;

    private const decimal YieldMin = -5m;
    private const decimal YieldMax = 30m;
    private const int PaymentsPerYear = 2;
    private const double MonthsPerYear = 12;

    /// <param name="lastDay">Null when no curve is held.</param>
    /// <param name="last">Of that day.</param>
    /// <param name="points">In order of tenor.</param>
    /// <returns>Why it must not count, or null.</returns>
    public static FeedFault? FindFault(
        DateOnly? lastDay,
        IReadOnlyDictionary<int, decimal> last,
        DateOnly day,
        IReadOnlyList<(int TenorMonths, decimal YieldPercent)> points,
        string unit,
        DateOnly today)
    {
        if (unit != Unit) return FeedFault.WrongUnit;
        if (points.Count == 0 || points.Any(point => point.YieldPercent is < YieldMin or > YieldMax))
            return FeedFault.NotPositive;
        if (FeedSeries.FindFault(lastDay, day, today) is { } fault) return fault;
        if (last.Keys.Any(tenor => points.All(point => point.TenorMonths != tenor))) return FeedFault.Gap;
        if (points.Any(point => last.TryGetValue(point.TenorMonths, out var before)
            && Math.Abs(point.YieldPercent - before) > StepMax)) return FeedFault.Spike;
        ParYield[] parYields =
        [
            .. points.Select(point =>
                new ParYield(point.TenorMonths / MonthsPerYear, (double)point.YieldPercent / 100)),
        ];
        return DiscountCurve.TryFromParYields(parYields, PaymentsPerYear, out _) is null ? null : FeedFault.NoCurve;
    }
}
