using System.Text.Json;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Bonds;

/// <summary>
/// QuantLib's own test cases: cached prices, gilts and Australian bonds around the ex-dividend date, South Africa, a
/// bond on a data terminal. Curve and lattice rows are tested with curves and lattices.
/// </summary>
public sealed class ReferenceCaseTests
{
    [Fact]
    public void BondCases_OfferedKinds_AgreeWithinTheStatedTolerance()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Find("cases/bond_reference_cases.json")));
        var counts = new SortedDictionary<string, int>();
        var wrong = new List<string>();
        foreach (var row in document.RootElement.EnumerateArray())
        {
            var id = row.GetProperty("id").GetString()!; // Every case has one.
            var reason = NotHere(id);
            var key = reason ?? "agrees";
            counts[key] = counts.GetValueOrDefault(key) + 1;
            if (reason is not null) continue;
            var (expected, tolerance) = (Number(row, "expected"), Number(row, "tolerance"));
            var actual = Ours(row);
            if (Math.Abs(expected - actual) > tolerance) wrong.Add($"{id}: {expected} and {actual}");
        }

        foreach (var (key, count) in counts) TestContext.Current.TestOutputHelper?.WriteLine($"{key}: {count}");
        Assert.Empty(wrong);
        Assert.Equal((56, ThirdPartyAgreement.ReferenceBondCases), (counts.Values.Sum(), counts["agrees"]));
    }

    private static string? NotHere(string id) =>
        id.StartsWith("ntnf", StringComparison.Ordinal) ? "not offered: business days over 252 in Brazil"
        : id.StartsWith("hw_", StringComparison.Ordinal) ? "see the lattice tests"
        : id.Contains("curve", StringComparison.Ordinal) || id.StartsWith("ql_zero", StringComparison.Ordinal)
            ? "see the curve tests"
        : id == "ql_cached_3_price" ? "not offered: yield times that follow a payment moved by a holiday"
        : id == "r2048_dirty" ? "not offered: coupons on 28 February and 31 August, which no one rule gives"
        : null;

    private static double Ours(JsonElement row)
    {
        var maturity = Day(row, "maturity");
        var start = row.TryGetProperty("start", out _) ? Day(row, "start")
            : row.TryGetProperty("dated", out _) ? Day(row, "dated")
            : maturity.AddYears(-40);
        var bond = new PricedBond(
            start,
            maturity,
            Number(row, "coupon"),
            CouponFrequency.FromPaymentsPerYear((int)Number(row, "frequency")),
            DayCount.FromName(row.GetProperty("day_count").GetString()!)!) // The file names rules that exist.
        { EndOfMonth = true };
        var type = row.GetProperty("type").GetString();

        var cashflows = RemainingCashflows.From(bond, Day(row, "settlement"), YieldConvention.DayCountTime);
        if (row.TryGetProperty("ex_dividend", out var isEx) && isEx.GetBoolean())
            cashflows = cashflows.WithoutNextCoupon();
        if (type == "accrued") return cashflows.Accrued;
        if (type == "clean_price_from_yield") return BondYield.CleanFromYield(cashflows, Number(row, "yield_"));
        if (type == "dirty_price_from_yield") return BondYield.DirtyFromYield(cashflows, Number(row, "yield_"));
        var yield = BondYield.YieldFromClean(cashflows, Number(row, "clean_price")).Yield;
        var analytics = BondYield.AnalyticsFromYield(cashflows, yield);
        return type switch
        {
            "dirty_price" => analytics.DirtyPrice,
            "macaulay_duration" => analytics.MacaulayDuration,
            "modified_duration" => analytics.ModifiedDuration,
            "convexity" => analytics.Convexity,
            "convexity_over_100" => analytics.Convexity / 100,
            _ when row.TryGetProperty("compounding", out var rule) && rule.GetString() == "continuous" =>
                BondYield.ContinuousFromYield(yield, cashflows.CompoundingsPerYear),
            _ => yield,
        };
    }

    // Always a text.
    private static DateOnly Day(JsonElement row, string name) => Date(row.GetProperty(name).GetString()!);

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
}
