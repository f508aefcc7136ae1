using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Bonds;

public sealed class DayCountTests
{
    // ISDA's own examples and tables, in the form in which they are reprinted by a public test suite.
    [Fact]
    public void Years_PublishedExamples_Agree()
    {
        var counts = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(SharedFiles.Find("cases/daycount_cases.csv")).Skip(1))
        {
            var fields = line.Split(',');
            var expected = double.Parse(fields[7], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(expected, Measure(fields), 1e-10);
            counts[fields[0]] = counts.GetValueOrDefault(fields[0]) + 1;
        }

        foreach (var (convention, count) in counts)
            TestContext.Current.TestOutputHelper?.WriteLine($"{convention}: {count}");
        Assert.Equal(ThirdPartyAgreement.DayCountExamples, counts.Values.Sum());
    }

    [Theory]
    [InlineData("ACT/ACT ISDA", "2003-11-01", "2004-05-01", 61 / 365d + 121 / 366d)]
    [InlineData("ACT/365F", "2024-02-28", "2024-03-01", 2 / 365d)]
    [InlineData("ACT/360", "2024-02-28", "2024-03-01", 2 / 360d)]
    [InlineData("30/360", "2024-02-28", "2024-03-01", 3 / 360d)]
    [InlineData("30/360", "2024-01-31", "2024-03-31", 60 / 360d)]
    [InlineData("30/360", "2024-01-15", "2024-03-31", 76 / 360d)]
    [InlineData("30E/360", "2024-01-15", "2024-03-31", 75 / 360d)]
    [InlineData("30/360 US", "2023-02-28", "2024-02-29", 360 / 360d)]
    [InlineData("30/360", "2023-02-28", "2024-02-29", 361 / 360d)]
    // The rest, to 2005-02-27, holds 29 February.
    [InlineData("ACT/ACT AFB", "2004-02-28", "2008-02-27", 3 + 365 / 366d)]
    public void Years_ByHand_Agree(string name, string start, string end, double expected) =>
        Assert.Equal(expected, Rule(name).Years(Date(start), Date(end), default).AsYears, 1e-15);

    [Fact]
    public void Years_SameDate_IsZeroForEveryRule()
    {
        var period = CouponCycle.EndingAt(Date("2026-08-15"), CouponFrequency.SemiAnnual, false)
            .Locate(Date("2026-03-01"), Date("2026-08-15")).Period;
        Assert.All(
            DayCount.All, rule => Assert.Equal(0, rule.Years(Date("2026-03-01"), Date("2026-03-01"), period).AsYears));
    }

    [Fact]
    public void Years_EndBeforeStart_Throws() => Assert.All(
        DayCount.All,
        rule => Assert.Throws<ArgumentOutOfRangeException>(
            () => rule.Years(Date("2026-03-02"), Date("2026-03-01"), default)));

    [Fact]
    public void FromName_EveryRule_FindsItself()
    {
        Assert.All(DayCount.All, rule => Assert.Same(rule, DayCount.FromName(rule.Name)));
        Assert.Same(DayCount.ActualActualIcma, DayCount.FromName("ACT/ACT-ICMA"));
        Assert.Null(DayCount.FromName("ACT/361"));
    }

    private static double Measure(string[] fields)
    {
        var (start, end) = (Date(fields[1]), Date(fields[2]));
        return fields[0] switch
        {
            "30/360 BondBasis" => ThirtyDayMonths.BondBasis(start, end),
            "30/360 EurobondBasis" => ThirtyDayMonths.Eurobond(start, end),
            "30/360 USA" => ThirtyDayMonths.UnitedStates(start, end),
            "30/360 ISDA" => ThirtyDayMonths.EurobondIsda(
                start, end, fields[5].Length > 0 ? Date(fields[5]) : DateOnly.MaxValue),
            "ACT/ACT ISMA" => DayCount.ActualActualIcma.Years(start, end, Period(fields)).AsYears,
            "ACT/ACT AFB" => DayCount.ActualActualAfb.Years(start, end, default).AsYears,
            _ => DayCount.ActualActualIsda.Years(start, end, default).AsYears,
        };
    }

    private static ReferencePeriod Period(string[] fields)
    {
        var (start, end) = (Date(fields[3]), Date(fields[4]));
        var months = (end.Year - start.Year) * 12 + end.Month - start.Month;
        var frequency = CouponFrequency.FromPaymentsPerYear(12 / months);
        return new(start, end, CouponCycle.EndingAt(end, frequency, endOfMonth: true));
    }

    private static DayCount Rule(string name) => DayCount.FromName(name)!; // The rows name rules that exist.
}
