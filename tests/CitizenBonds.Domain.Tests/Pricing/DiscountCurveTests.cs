using CitizenBonds.Domain.Pricing;
using CitizenBonds.Verifier.Files;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Pricing;

public sealed class DiscountCurveTests
{
    private const int DaysSampled = 200;
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("data/jgb_constant_maturity_yields_daily.csv")]
    [InlineData("data/us_treasury_par_yields_daily.csv")]
    public void FromParYields_SampledDays_RepriceTheirInputs(string path)
    {
        var days = ParYieldFile.Read(SharedFiles.Find(path));
        var every = Math.Max(1, days.Count / DaysSampled);
        var (tested, refused, worst) = (0, 0, 0d);
        for (var day = 0; day < days.Count && tested < DaysSampled; day += every, tested++)
        {
            if (DiscountCurve.TryFromParYields(days[day], 2, out var curve) is not null) refused++;
            else
                foreach (var (years, yield) in days[day])
                    worst = Math.Max(worst, Math.Abs(curve!.ParYield(years) - yield)); // Not refused.
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {tested} days, worst difference {worst:E1}");
        Assert.Equal((ThirdPartyAgreement.CurveDays / 2, 0), (tested, refused));
        Assert.True(worst <= Tolerance, $"{worst}");
    }

    [Fact]
    public void FromParYields_TwoAnnualPoints_AreTheFactorsByHand()
    {
        // 1 = 1.02 D1; 1 = 0.03 D1 + 1.03 D2.
        var curve = DiscountCurve.FromParYields([new(1, 0.02), new(2, 0.03)], paymentsPerYear: 1);
        Assert.Equal(1 / 1.02, curve.Discount(1), 1e-13);
        Assert.Equal((1 - 0.03 / 1.02) / 1.03, curve.Discount(2), 1e-13);
        Assert.Equal(1, curve.Discount(0));
    }

    [Fact]
    public void FromParYields_FlatYields_GiveAFlatCurve()
    {
        var curve = DiscountCurve.FromParYields([new(1, 0.03), new(5, 0.03), new(30, 0.03)], paymentsPerYear: 2);
        for (var years = 0.5; years < 35; years += 0.25)
            Assert.Equal(2 * Math.Log(1.015), curve.ZeroRate(years), 1e-12);
    }

    [Fact]
    public void ForwardRate_BetweenPoints_NeverLeavesTheSignOfTheData() =>
        Prop.ForAll(AnyYields(), yields =>
        {
            if (DiscountCurve.TryFromParYields(yields, 2, out var curve) is not null) return; // Contradictory yields.
            double[] terms = [0, .. curve!.Terms];
            for (var i = 1; i < terms.Length; i++)
            {
                var rises = curve.Discount(terms[i]) < curve.Discount(terms[i - 1]);
                for (var part = 0; part <= 16; part++)
                {
                    var forward = curve.ForwardRate(terms[i - 1] + (terms[i] - terms[i - 1]) * part / 16);
                    Assert.True(rises ? forward >= -1e-12 : forward <= 1e-12, $"{forward} in segment {i}");
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ForwardRate_EverywhereOnACurve_IsTheSlopeOfTheLogarithm()
    {
        var curve = DiscountCurve.FromParYields([new(1, 0.001), new(2, -0.002), new(10, 0.012), new(40, 0.02)], 2);
        for (var years = 0.01; years < 45; years += 0.37)
        {
            var slope = Math.Log(curve.Discount(years - 1e-5) / curve.Discount(years + 1e-5)) / 2e-5;
            Assert.Equal(slope, curve.ForwardRate(years), 1e-6);
        }
    }

    [Fact]
    public void Shifted_ByARate_MovesEveryZeroRateByIt()
    {
        var curve = DiscountCurve.FromParYields([new(1, 0.01), new(2, 0.012), new(10, 0.02)], 2);
        var shifted = curve.Shifted(0.005);
        foreach (var years in new[] { 1d, 2, 10 })
            Assert.Equal(curve.ZeroRate(years) + 0.005, shifted.ZeroRate(years), 1e-14);
    }

    public static TheoryData<CurveRefusal, ParYield[]> Refusals => new()
    {
        { CurveRefusal.NoPoints, [] },
        { CurveRefusal.TooManyPoints, [.. Enumerable.Range(1, 201).Select(year => new ParYield(year / 2d, 0.01))] },
        { CurveRefusal.TermsOutOfOrder, [new(2, 0.01), new(2, 0.01)] },
        { CurveRefusal.TermsOutOfOrder, [new(0, 0.01)] },
        { CurveRefusal.TermsOutOfOrder, [new(double.NaN, 0.01)] },
        { CurveRefusal.TermNotWholePeriods, [new(1.25, 0.01)] },
        { CurveRefusal.YieldOutOfRange, [new(1, double.NaN)] },
        { CurveRefusal.YieldOutOfRange, [new(1, 1.01)] },
        { CurveRefusal.NotArbitrageFree, [new(1, 0), new(30, 0), new(31, 1)] },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void TryFromParYields_ImpossiblePoints_AreNamed(CurveRefusal refusal, ParYield[] points)
    {
        Assert.Equal(refusal, DiscountCurve.TryFromParYields(points, 2, out var curve));
        Assert.Null(curve);
        Assert.Throws<ArgumentException>(() => DiscountCurve.FromParYields(points, 2));
    }

    [Fact]
    public void TryFromParYields_TermsWithinOnePeriod_AreSinglePayments()
    {
        var curve = DiscountCurve.FromParYields([new(0.25, 0.02), new(0.5, 0.02), new(1, 0.02)], 2);
        Assert.Equal(Math.Pow(1.01, -0.5), curve.Discount(0.25), 1e-14);
        Assert.Equal(0.02, curve.ParYield(0.25), 1e-13);
    }

    private static Arbitrary<ParYield[]> AnyYields() => (
        from basisPoints in Gen.ArrayOf(Gen.Choose(-100, 900), 8)
        let terms = new[] { 1d, 2, 3, 5, 7, 10, 20, 30 }
        select basisPoints.Zip(terms, (yield, years) => new ParYield(years, yield / 1e4)).ToArray()).ToArbitrary();

    /// <summary>One row a day: a date, then yields in percent under headers such as 1y, 6m or 10 Yr.</summary>
    private static class ParYieldFile
    {
        public static List<List<ParYield>> Read(string path)
        {
            using var file = File.OpenRead(path);
            using var csv = new CsvReader(file);
            var terms = csv.Columns.Select(YearsOf).ToList();
            var days = new List<List<ParYield>>();
            while (csv.Read())
            {
                var points = new List<ParYield>();
                for (var column = 0; column < terms.Count; column++)
                    if (terms[column] is { } years && !csv[column].IsEmpty)
                        points.Add(new(years, csv.Number(column) / 100));
                if (points.Count > 0) days.Add([.. points.OrderBy(point => point.Years)]);
            }

            return days;
        }

        private static double? YearsOf(string column)
        {
            var digits = new string([.. column.Where(char.IsAsciiDigit)]);
            if (digits.Length == 0) return null;
            var number = double.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
            return column.Contains('m', StringComparison.OrdinalIgnoreCase) ? number / 12 : number;
        }
    }
}
