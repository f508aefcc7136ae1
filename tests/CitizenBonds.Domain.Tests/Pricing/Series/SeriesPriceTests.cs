using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Series;

namespace CitizenBonds.Domain.Tests.Pricing.Series;

public sealed class SeriesPriceTests
{
    private static readonly DateOnly Day = new(2026, 3, 20);
    private static readonly DiscountCurve ThreePercent = DiscountCurve.Flat(0.03);

    private static readonly PricedBond FiveYears = new(
        Day, Day.AddYears(5), 0.05, CouponFrequency.Annual, DayCount.ActualActualIcma);

    [Fact]
    public void Of_FiveYears_IsTheSumOfItsDiscountedPayments()
    {
        // 5 e^(-0.035 t) for five years and 100 e^(-0.035 T); t in actual days over 365.
        double[] years = [.. Enumerable.Range(1, 5).Select(year => CurvePricing.Years(Day, Day.AddYears(year)))];
        var coupons = years.Sum(t => 5 * Math.Exp(-0.035 * t));

        var price = SeriesPrice.Of(FiveYears, Day, ThreePercent, 0.005);

        Assert.Equal(coupons, price.Coupons, 10);
        Assert.Equal(100 * Math.Exp(-0.035 * years[^1]), price.Redemption, 10);
        Assert.Equal(price.Dirty, price.Clean, 10); // Nothing accrued on the first day.
        Assert.Equal(price.Coupons + (100 / price.Yield!.Value), price.AsPublished!.Value, 9);
        var cashflows = RemainingCashflows.From(FiveYears, Day, YieldConvention.Street);
        Assert.Equal(price.Dirty, BondYield.DirtyFromYield(cashflows, price.Yield.Value), 9);
    }

    [Fact]
    public void Of_AnyBond_DurationIsTheSlopeOfTheScenarios()
    {
        var price = SeriesPrice.Of(FiveYears, Day, ThreePercent, 0);
        var up = SeriesPrice.Of(FiveYears, Day, ThreePercent.Shifted(0.0001), 0);
        var down = SeriesPrice.Of(FiveYears, Day, ThreePercent.Shifted(-0.0001), 0);

        Assert.Equal((down.Dirty - up.Dirty) / (0.0002 * price.Dirty), price.Duration, 5);
        Assert.Equal((down.Dirty - up.Dirty) / 2, price.Dv01, 6);
    }

    [Fact]
    public void Of_EveryScenario_IsTheBondOnTheShiftedAndTwistedCurve()
    {
        var long30 = FiveYears with { MaturityDate = Day.AddYears(30), CouponRate = 0.012 };
        var cashflows = RemainingCashflows.From(long30, Day, YieldConvention.Street);

        var price = SeriesPrice.Of(long30, Day, ThreePercent, 0.002);

        Assert.Equal(64, price.Scenarios.Count);
        foreach (var (scenario, found) in CurveScenario.Standard.Zip(price.Scenarios))
        {
            var expected = 0d;
            for (var k = 0; k < cashflows.Count; k++)
            {
                var t = CurvePricing.Years(Day, cashflows.DateOf(k));
                var twist = scenario.Twist * Math.Clamp((t - 10) / 10, -1, 1);
                expected += cashflows.Amounts[k] * Math.Exp(-(0.032 + scenario.Parallel + twist) * t);
            }

            Assert.Equal(expected, found, 9);
        }
    }

    [Fact]
    public void Standard_Scenarios_HoldTheCalmOneAndEveryPairOnce()
    {
        Assert.Equal(64, CurveScenario.Standard.Distinct().Count());
        Assert.Contains(new CurveScenario(0, 0), CurveScenario.Standard);
        Assert.Equal(0.01 + (0.005 * -1), new CurveScenario(0.01, 0.005).At(0), 12);
        Assert.Equal(0.01, new CurveScenario(0.01, 0.005).At(10), 12);
        Assert.Equal(0.015, new CurveScenario(0.01, 0.005).At(40), 12);
    }

    [Fact]
    public void ReturnsOf_CurveUpByAHundredth_LosesTheDuration()
    {
        var day = new DateOnly(2026, 1, 1);
        var changes = CurveChanges.Of(
        [
            (day, ThreePercent), (day.AddDays(1), ThreePercent.Shifted(0.01)), (day.AddDays(2), ThreePercent),
        ])!; // Three curves are enough.
        var price = SeriesPrice.Of(FiveYears, Day, ThreePercent, 0);

        var returns = changes.ReturnsOf(price.KeyRates);

        Assert.Equal(-0.01 * price.Duration, returns[0], 9);
        Assert.Equal(0.01 * price.Duration, returns[1], 9);
        Assert.Equal(365.25, changes.PerYear, 9); // Two moves in two days.
        Assert.Null(CurveChanges.Of([(day, ThreePercent), (day.AddDays(1), ThreePercent)]));
    }

    [Fact]
    public void Risk_FourteenCalmMovesAndOneJump_CountsTheJumpAsExceeded()
    {
        // Moves of one and two basis points up and down in turn, the last of fifty: only that one can exceed.
        var curves = new List<(DateOnly, DiscountCurve)> { (Day, ThreePercent) };
        for (var i = 1; i <= 14; i++)
            curves.Add((Day.AddDays(i), ThreePercent.Shifted(i % 2 == 0 ? 0 : 0.0001)));
        curves.Add((Day.AddDays(15), ThreePercent.Shifted(0.005)));

        var risk = SeriesRisk.Of(CurveChanges.Of(curves)!, SeriesPrice.Of(FiveYears, Day, ThreePercent, 0).KeyRates);

        Assert.Equal((3, 1), (risk.Backtest!.Observations, risk.Backtest.Exceedances));
        Assert.True(risk.Historical.ExpectedShortfall >= risk.Historical.ValueAtRisk);
    }
}
