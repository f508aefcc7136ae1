using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Pricing;

public sealed class ScenarioRepricingTests
{
    [Theory]
    [InlineData(YieldConvention.Street, "ACT/ACT ICMA", 0)]
    [InlineData(YieldConvention.Street, "ACT/ACT ICMA", 9)]
    [InlineData(YieldConvention.Treasury, "ACT/ACT ICMA", 3)]
    [InlineData(YieldConvention.DayCountTime, "30/360", 2)]
    [InlineData(YieldConvention.DayCountTime, "ACT/365F", 2)]
    public void DirtyFromShifts_AnyNumberOfScenarios_AgreesWithOneAtATime(
        YieldConvention convention, string dayCount, int age)
    {
        var terms = TenYears with { DayCount = DayCount.FromName(dayCount)! }; // The rows name rules that exist.
        var cashflows = RemainingCashflows.From(terms, TenYears.IssueDate.AddYears(age).AddDays(250), convention);
        foreach (var count in new[] { 0, 1, 7, 8, 9, 1_000 })
        {
            var shifts = new double[count];
            for (var s = 0; s < count; s++) shifts[s] = -0.03 + 0.0001 * s; // Crosses a yield of exactly zero at 150.
            if (count > 8) shifts[8] = -0.015 + 1e-7;
            var prices = new double[count];
            ScenarioRepricing.DirtyFromShifts(cashflows, 0.015, shifts, prices);
            for (var s = 0; s < count; s++)
            {
                var expected = BondYield.DirtyFromYield(cashflows, 0.015 + shifts[s]);
                Assert.True(Math.Abs(prices[s] / expected - 1) < 1e-11, $"{shifts[s]}: {expected} and {prices[s]}");
            }
        }
    }

    [Fact]
    public void DirtyFromShifts_ImpossibleYield_IsNotANumberAndOthersStay()
    {
        var cashflows = RemainingCashflows.From(TenYears, Date("2027-01-05"), YieldConvention.Street);
        var prices = new double[2];
        ScenarioRepricing.DirtyFromShifts(cashflows, 0.01, [-3, 0], prices);
        Assert.True(double.IsNaN(prices[0]));
        Assert.Equal(BondYield.DirtyFromYield(cashflows, 0.01), prices[1], 1e-9);
    }

    [Fact]
    public void DirtyFromShifts_OutputOfAnotherLength_Throws()
    {
        var cashflows = RemainingCashflows.From(TenYears, Date("2027-01-05"), YieldConvention.Street);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ScenarioRepricing.DirtyFromShifts(cashflows, 0.01, new double[3], new double[2]));
    }
}
