using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.IndexLinked;

public sealed class IndexFixingTests
{
    private static readonly DateOnly Day = new(2026, 9, 24);
    private static readonly IndexTerms Gold = new(
        IndexBasket.LiXAU, 500_000, 45, [new("XAU", 1, 2_500m, new(2026, 1, 31))]);

    [Theory]
    [InlineData("2500", 1_000_000, 1_000_000)]
    [InlineData("3000", 1_200_000, 1_100_000)]
    [InlineData("2000", 800_000, 900_000)]
    // 2500.0025 / 2500 = 1.000001: half of a millionth rounds to the even one, none.
    [InlineData("2500.0025", 1_000_001, 1_000_000)]
    // 1.000003: one and a half millionths round to the even one, two.
    [InlineData("2500.0075", 1_000_003, 1_000_002)]
    public void On_OneMetal_GivesRatioAndFactor(string price, long ratio, long factor)
    {
        var (fixing, gap) = IndexFixing.On(
            Day, Gold, [new("XAU", Day, decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))]);

        Assert.Null(gap);
        Assert.Equal((ratio, factor), (fixing!.RatioPerMillion, fixing.FactorPerMillion));
    }

    [Fact]
    public void On_SeveralMetals_WeighsThem()
    {
        var basket = new IndexTerms(
            IndexBasket.LiPMG, 1_000_000, 45,
            [new("XPT", 1, 1_000m, Day), new("XPD", 2, 2_000m, Day), new("XRH", 1, 4_000m, Day)]);

        var fixing = IndexFixing.On(
            Day, basket, [new("XPT", Day, 1_100m), new("XPD", Day, 1_900m), new("XRH", Day, 6_000m)]).Fixing;

        // (1.1 + 2 x 0.95 + 1.5) / 4 = 1.125.
        Assert.Equal(1_125_000, fixing!.RatioPerMillion);
    }

    [Fact]
    public void On_PricesAroundTheDay_TakesTheLastAtOrBeforeIt()
    {
        var quotes = new[]
        {
            new IndexQuote("XAU", Day.AddDays(-3), 2_600m), new IndexQuote("XAU", Day.AddDays(1), 9_000m),
            new IndexQuote("XAU", Day.AddDays(-9), 2_000m), new IndexQuote("XPT", Day, 1m),
        };

        Assert.Equal(1_040_000, IndexFixing.On(Day, Gold, quotes).Fixing!.RatioPerMillion);
    }

    [Theory]
    [InlineData(45, null)]
    [InlineData(46, IndexFault.TooOld)]
    public void On_AgeOfTheLastPrice_FortyFiveDaysStillCount(int days, IndexFault? fault)
    {
        var (_, gap) = IndexFixing.On(Day, Gold, [new("XAU", Day.AddDays(-days), 2_500m)]);

        Assert.Equal(fault, gap?.Fault);
    }

    [Fact]
    public void On_NoPriceOrNoneAboveZero_SaysNeverQuoted()
    {
        Assert.Equal(new IndexGap(IndexFault.NeverQuoted, "XAU", null), IndexFixing.On(Day, Gold, []).Gap);
        Assert.Equal(IndexFault.NeverQuoted, IndexFixing.On(Day, Gold, [new("XAU", Day, 0m)]).Gap!.Fault);
    }

    [Fact]
    public void Amounts_AreRoundedOnceOnTheWholeHolding()
    {
        var terms = new BondTerms
        {
            Denomination = Money.FromYen(10_000), IssueSize = Quantity.FromTokens(100), IssueDate = new(2026, 4, 1),
            MaturityDate = new(2125, 4, 1), Coupon = Rate.FromPercent(2.4m),
            Frequency = CouponFrequency.FromPaymentsPerYear(2), DayCount = DayCount.FromName("ACT/365F")!,
            Convention = BusinessDayConvention.Following, Calendar = BusinessCalendar.Japan,
        };
        var first = CashflowSchedule.Resolve(terms).Coupons[0];

        // 10,000 x 0.024 x 183 / 365 x 1.1 = 132.3616...: one token 132, fifteen 1,985.42, thirty-five 4,632.66.
        Assert.Equal(132, YenOf(1));
        Assert.Equal(1_985, YenOf(15));
        Assert.Equal(4_633, YenOf(35));
        Assert.Equal(
            CouponAmount.ForHolding(terms, first, Quantity.FromTokens(35)),
            IndexedAmount.CouponForHolding(terms, first, Quantity.FromTokens(35), IndexFixing.Unit));
        // 3 x 10,000 x 0.877650 = 26,329.5: to the even yen.
        Assert.Equal(
            26_330, IndexedAmount.BuybackForHolding(terms.Denomination, Quantity.FromTokens(3), 877_650).MinorUnits);

        long YenOf(long tokens) =>
            IndexedAmount.CouponForHolding(terms, first, Quantity.FromTokens(tokens), 1_100_000).MinorUnits;
    }
}
