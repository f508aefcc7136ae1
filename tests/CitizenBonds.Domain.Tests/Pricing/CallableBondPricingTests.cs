using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Verifier.Files;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Pricing;

public sealed class CallableBondPricingTests
{
    private const double Tolerance = 0.02;

    [Fact]
    public void PriceFromCurve_PublishedCallableBonds_AgreeToTwoCents()
    {
        using var file = File.OpenRead(SharedFiles.Find("cases/callable-bonds.csv"));
        using var csv = new CsvReader(file);
        var (count, worst, worstStraight) = (0, 0d, 0d);
        for (; csv.Read(); count++)
        {
            var bond = new PricedBond(
                csv.Date(1).AddYears(-1),
                csv.Date(2),
                csv.Number(3),
                CouponFrequency.Annual,
                DayCount.ActualActualIcma);
            var price = CallableBondPricing.PriceFromCurve(
                bond,
                csv.Date(1),
                DiscountCurve.Flat(csv.Number(5)),
                new HullWhiteModel(csv.Number(6), csv.Number(7)),
                ExerciseRight.EveryYear(csv.Date(8), csv.Date(2), csv.Number(9), ExerciseKind.Call));
            worstStraight = Math.Max(worstStraight, Math.Abs(price.StraightDirty - csv.Number(10)));
            worst = Math.Max(worst, Math.Abs(price.Dirty - csv.Number(11)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} bonds, worst difference {worst:F4}, straight {worstStraight:E1}");
        Assert.Equal(ThirdPartyAgreement.CallableBonds, count);
        Assert.InRange(worst, 0, Tolerance);
        Assert.InRange(worstStraight, 0, 1e-7);
    }

    // QuantLib test-suite/callablebonds.cpp on a lattice of 240 steps; ours is finer, so two cents apart at most.
    [Theory]
    [InlineData(true, false, 110.60975477)]
    [InlineData(false, true, 115.16559362)]
    [InlineData(true, true, 110.97509625)]
    public void PriceFromCurve_CallableAndPuttable_AgreeWithQuantLib(bool isCallable, bool isPuttable, double expected)
    {
        var issue = Date("2004-02-24");
        var bond = new PricedBond(issue, issue.AddYears(10), 0.05, CouponFrequency.SemiAnnual, DayCount.Thirty360);
        List<ExerciseRight> rights = [];
        for (var year = 1; year <= 9; year++)
        {
            if (year % 2 == 0 && isCallable) rights.Add(new(issue.AddYears(year), 110, ExerciseKind.Call));
            if (year % 2 == 1 && isPuttable) rights.Add(new(issue.AddYears(year), 100, ExerciseKind.Put));
        }

        var price = CallableBondPricing.PriceFromCurve(
            bond, Date("2004-06-08"), DiscountCurve.Flat(0.032), new HullWhiteModel(0.1, 0.01), rights);
        Assert.Equal(expected, price.Clean, Tolerance);
    }

    [Theory]
    [InlineData(0.1, 0.01)]
    [InlineData(0, 0.015)]
    [InlineData(0.5, 0)]
    public void PriceFromCurve_WithoutRights_IsTheCurvePrice(double meanReversion, double volatility)
    {
        var price = Price(meanReversion, volatility, []);
        Assert.Equal(price.StraightDirty, price.Dirty, 1e-9);
    }

    [Fact]
    public void PriceFromCurve_CertainFuture_IsTheBestDateOfTheOneWhoDecides()
    {
        // Without volatility the issuer simply picks the call date that costs least.
        var curve = DiscountCurve.Flat(0.01);
        var bond = Bond();
        var settlement = Date("2026-03-20");
        var callDates = Enumerable.Range(2, 7).Select(year => settlement.AddYears(year)).ToList();
        var called = callDates.Select(date => CurvePricing.DirtyFromCurve(
            RemainingCashflows.From(
                bond with { MaturityDate = date, Redemption = 101 }, settlement, YieldConvention.Street),
            curve));
        var cheapest = Math.Min(called.Min(), Price(0.1, 0, []).StraightDirty);
        var rights = callDates.Select(date => new ExerciseRight(date, 101, ExerciseKind.Call)).ToList();
        Assert.Equal(cheapest, Price(0.1, 0, rights).Dirty, 1e-9);
    }

    [Fact]
    public void PriceFromCurve_CallsAndPuts_PullInTheirDirectionAndMoreSoWithVolatility()
    {
        var calls = ExerciseRight.EveryYear(Date("2028-03-20"), Date("2036-03-20"), 100, ExerciseKind.Call);
        var puts = ExerciseRight.EveryYear(Date("2028-03-20"), Date("2036-03-20"), 100, ExerciseKind.Put);
        var (calm, wild) = (Price(0.05, 0.005, calls), Price(0.05, 0.02, calls));
        Assert.True(wild.Dirty < calm.Dirty && calm.Dirty < calm.StraightDirty && calm.RightsValue < 0);
        var (calmPut, wildPut) = (Price(0.05, 0.005, puts), Price(0.05, 0.02, puts));
        Assert.True(wildPut.Dirty > calmPut.Dirty && calmPut.Dirty > calmPut.StraightDirty);
    }

    [Theory]
    [InlineData(-0.1, 0.01)]
    [InlineData(0.1, -0.01)]
    [InlineData(double.NaN, 0.01)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void HullWhiteModel_ImpossibleParameters_Throw(double meanReversion, double volatility) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HullWhiteModel(meanReversion, volatility));

    private static PricedBond Bond() => new(
        Date("2026-03-20"), Date("2036-03-20"), 0.02, CouponFrequency.SemiAnnual, DayCount.ActualActualIcma);

    private static CallablePrice Price(double meanReversion, double volatility, IReadOnlyList<ExerciseRight> rights) =>
        CallableBondPricing.PriceFromCurve(
            Bond(),
            Date("2026-03-20"),
            DiscountCurve.Flat(0.01),
            new HullWhiteModel(meanReversion, volatility),
            rights);
}
