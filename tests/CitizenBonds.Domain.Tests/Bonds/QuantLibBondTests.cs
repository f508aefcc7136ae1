using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Domain.Tests.Bonds;

/// <summary>250 bonds priced by QuantLib 1.29, all columns to 1e-8.</summary>
public sealed class QuantLibBondTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void AnalyticsFromYield_AllBonds_AgreeOnEveryColumn()
    {
        using var file = File.OpenRead(SharedFiles.Find("cases/bonds-quantlib.csv"));
        using var csv = new CsvReader(file);
        var count = 0;
        for (; csv.Read(); count++)
        {
            var cashflows = RemainingCashflows.From(BondOf(csv), csv.Date(2), YieldConvention.DayCountTime);
            var analytics = BondYield.AnalyticsFromYield(cashflows, csv.Number(7));
            Compare(csv, "clean_price", analytics.CleanPrice);
            Compare(csv, "accrued", analytics.Accrued);
            Compare(csv, "dirty_price", analytics.DirtyPrice);
            Compare(csv, "macaulay_duration", analytics.MacaulayDuration);
            Compare(csv, "modified_duration", analytics.ModifiedDuration);
            Compare(csv, "convexity", analytics.Convexity);
            Compare(csv, "yield_from_price", BondYield.YieldFromDirty(cashflows, analytics.DirtyPrice).Yield);
        }

        Assert.Equal(ThirdPartyAgreement.QuantLibBonds, count);
    }

    private static PricedBond BondOf(CsvReader csv) => new(
        csv.Date(1),
        csv.Date(3),
        csv.Number(4),
        CouponFrequency.FromPaymentsPerYear((int)csv.WholeNumber(5)),
        DayCount.FromName(csv.Text(6))!); // The file names rules that exist.

    private static void Compare(CsvReader csv, string column, double actual) =>
        Assert.True(
            Math.Abs(csv.Number(csv.Column(column)) - actual) <= Tolerance,
            $"bond {csv[0]}, {column}: {csv[csv.Column(column)]} and {actual:F12}");
}
