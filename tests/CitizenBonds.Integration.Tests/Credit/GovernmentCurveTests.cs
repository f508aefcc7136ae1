using CitizenBonds.Application.Credit;
using CitizenBonds.Domain.Pricing;
using Xunit;

namespace CitizenBonds.Integration.Tests.Credit;

public sealed class GovernmentCurveTests
{
    // Yields in percent; any rising curve shows the same.
    private static readonly GovernmentCurve Curve = new(
        new(2026, 6, 30), [(12, 0.5m), (24, 0.8m), (60, 1.3m), (120, 2.0m), (240, 2.6m)]);

    [Theory]
    [InlineData(12, 0.5)]
    [InlineData(60, 1.3)]
    [InlineData(240, 2.6)]
    public void ParYieldAt_PublishedTenor_IsThePublishedYield(int months, double percent)
    {
        Assert.Equal((decimal)percent, Curve.ParYieldAt(months));
        Assert.Equal(percent / 100, Curve.Discounts.ParYield(months / 12d), 9);
    }

    [Fact]
    public void ParYieldAt_BetweenTenors_LiesBetweenTheirYieldsAndGrows()
    {
        decimal[] yields = [.. Enumerable.Range(2, 9).Select(half => Curve.ParYieldAt(6 * half + 12))];

        Assert.Equal(yields.Order(), yields);
        Assert.InRange(Curve.ParYieldAt(90), 1.3m, 2.0m);
    }

    [Fact]
    public void ParYieldAt_FlatCurve_IsTheSameEverywhere()
    {
        var flat = new GovernmentCurve(new(2026, 6, 30), [(12, 1m), (120, 1m), (360, 1m)]);

        Assert.All([6, 18, 54, 200, 350, 480], months => Assert.Equal(1m, flat.ParYieldAt(months), 4));
    }

    [Fact]
    public void FindRefusal_YieldsThatContradict_NamesWhy()
    {
        Assert.Null(GovernmentCurve.FindRefusal(Curve.Points));
        Assert.Equal(CurveRefusal.YieldOutOfRange, GovernmentCurve.FindRefusal([(12, 500m)]));
        Assert.Equal(CurveRefusal.TermsOutOfOrder, GovernmentCurve.FindRefusal([(24, 1m), (12, 1m)]));
    }
}
