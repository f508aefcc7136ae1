using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Domain.Tests.Bonds;

/// <summary>
/// Every price of a bill, note or bond the United States Treasury published for its auctions 2008-2022.
/// </summary>
public sealed class TreasuryAuctionTests
{
    private const double HalfOfTheSixthDecimal = 0.000_000_5 + 1e-9;

    [Fact]
    public void Price_PublishedAuctions_AgreesToTheSixthDecimal()
    {
        using var file = File.OpenRead(SharedFiles.Find("cases/us_treasury_auctions_2008_2022.csv"));
        using var csv = new CsvReader(file);
        var counts = new SortedDictionary<string, int>();
        var wrong = new List<string>();
        while (csv.Read())
        {
            var kind = csv.Text(csv.Column("type"));
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            double? price = kind switch
            {
                "Bill" => BillPrice(csv),
                "Note" or "Bond" => NotePrice(csv),
                _ => null, // Inflation-linked and floating papers are not fixed-coupon bonds.
            };
            var published = csv.Number(csv.Column("high_price"));
            if (price is { } ours && Math.Abs(ours - published) > HalfOfTheSixthDecimal)
                wrong.Add($"line {csv.Line}: {published} and {ours:F7}");
        }

        foreach (var (kind, count) in counts) TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {count}");
        Assert.Empty(wrong);
        Assert.Equal(ThirdPartyAgreement.TreasuryAuctions, counts["Bill"] + counts["Note"] + counts["Bond"]);
    }

    private static double BillPrice(CsvReader csv)
    {
        var days = csv.Date(csv.Column("maturity_date")).DayNumber - csv.Date(csv.Column("issue_date")).DayNumber;
        return SimpleInterest.PriceFromDiscountRate(
            csv.Number(csv.Column("high_discount_rate_pct")) / 100, days / 360d);
    }

    private static double NotePrice(CsvReader csv)
    {
        var bond = new PricedBond(
            csv.Date(csv.Column("dated_date")),
            csv.Date(csv.Column("maturity_date")),
            csv.Number(csv.Column("coupon_pct")) / 100,
            CouponFrequency.SemiAnnual,
            DayCount.ActualActualIcma)
        { EndOfMonth = true };
        var firstRegular = bond.Cycle.Locate(bond.IssueDate, bond.MaturityDate).Period.End;
        if (csv.Date(csv.Column("first_interest_date")) > firstRegular)
            bond = bond with { FirstCoupon = FirstCoupon.LongPeriod };
        var cashflows = RemainingCashflows.From(
            bond, csv.Date(csv.Column("issue_date")), YieldConvention.Treasury);
        var dirty = BondYield.DirtyFromYield(cashflows, csv.Number(csv.Column("high_yield_pct")) / 100);

        // Appendix B states accrued interest to six decimals first, a half going up.
        return dirty - (double)Math.Round((decimal)cashflows.Accrued, 6, MidpointRounding.AwayFromZero);
    }
}
