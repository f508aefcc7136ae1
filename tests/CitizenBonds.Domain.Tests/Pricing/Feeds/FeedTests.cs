using CitizenBonds.Domain.Pricing.Feeds;

namespace CitizenBonds.Domain.Tests.Pricing.Feeds;

public sealed class FeedTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly (DateOnly, double) Last = (new(2026, 11, 19), 4_000);
    private static readonly Dictionary<int, decimal> LastCurve = new() { [12] = 0.5m, [120] = 2m };

    [Theory] // Gold may move by a quarter: 4,000 to 5,000.
    [InlineData("2026-11-20", 4_050, "USD/ozt", null)]
    [InlineData("2026-11-20", 5_000, "USD/ozt", null)]
    [InlineData("2026-11-20", 5_001, "USD/ozt", FeedFault.Spike)]
    [InlineData("2026-11-20", 2_999, "USD/ozt", FeedFault.Spike)]
    [InlineData("2026-11-20", 4_050, "USD/g", FeedFault.WrongUnit)]
    [InlineData("2026-11-20", -4_050, "USD/ozt", FeedFault.NotPositive)]
    [InlineData("2026-11-20", 0, "USD/ozt", FeedFault.NotPositive)]
    [InlineData("2026-11-20", double.NaN, "USD/ozt", FeedFault.NotPositive)]
    [InlineData("2026-11-20", double.PositiveInfinity, "USD/ozt", FeedFault.NotPositive)]
    [InlineData("2026-11-21", 4_050, "USD/ozt", FeedFault.InTheFuture)]
    [InlineData("2026-11-19", 4_050, "USD/ozt", FeedFault.Stale)] // Held already, with another value.
    [InlineData("2026-11-18", 4_050, "USD/ozt", FeedFault.Stale)]
    public void FindFault_Gold_HoldsBackWhatIsNotPlausible(string day, double value, string unit, FeedFault? fault) =>
        Assert.Equal(fault, FeedSeries.Find("XAU")!.FindFault(Last, DateOnly.Parse(day, null), value, unit, Today));

    [Theory]
    [InlineData(40, null)]
    [InlineData(41, FeedFault.Gap)]
    public void FindFault_DaysWithoutAValue_AreAGap(int days, FeedFault? fault) =>
        Assert.Equal(
            fault, FeedSeries.Find("XAU")!.FindFault((Today.AddDays(-days), 4_000), Today, 4_000, "USD/ozt", Today));

    [Theory]
    [InlineData(40, null)]
    [InlineData(41, FeedFault.Stale)]
    public void FindFault_OldOnArrival_IsStale(int days, FeedFault? fault) =>
        Assert.Equal(
            fault, FeedSeries.Find("XAU")!.FindFault(null, Today.AddDays(-days), 4_000, "USD/ozt", Today));

    [Theory]
    [InlineData(0.6, 2.1, "percent", null)]
    [InlineData(1.5, 2.1, "percent", null)] // One whole point at most.
    [InlineData(1.6, 2.1, "percent", FeedFault.Spike)]
    [InlineData(0.6, 2.1, "fraction", FeedFault.WrongUnit)]
    [InlineData(31, 2.1, "percent", FeedFault.NotPositive)]
    [InlineData(-5.1, 2.1, "percent", FeedFault.NotPositive)]
    public void FindFault_Curve_HoldsBackWhatIsNotPlausible(double first, double last, string unit, FeedFault? fault) =>
        Assert.Equal(fault, CurveFeed.FindFault(
            new(2026, 11, 19), LastCurve, Today, [(12, (decimal)first), (120, (decimal)last)], unit, Today));

    [Fact]
    public void FindFault_CurveWithoutATenorItHad_IsAGap() =>
        Assert.Equal(
            FeedFault.Gap,
            CurveFeed.FindFault(new(2026, 11, 19), LastCurve, Today, [(120, 2m)], CurveFeed.Unit, Today));

    [Fact]
    public void FindFault_CurveOfNoWholePeriods_IsNoCurve() =>
        Assert.Equal(
            FeedFault.NoCurve,
            CurveFeed.FindFault(null, new Dictionary<int, decimal>(), Today, [(13, 1m)], CurveFeed.Unit, Today));

    [Fact]
    public void All_Series_HaveOneCodeEach() =>
        Assert.Equal(FeedSeries.All.Count, FeedSeries.All.DistinctBy(series => series.Code).Count());
}
