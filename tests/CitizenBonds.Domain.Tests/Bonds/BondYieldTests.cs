using CitizenBonds.Domain.Bonds;
using FsCheck;
using FsCheck.Fluent;
using static CitizenBonds.Domain.Bonds.YieldConvention;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Bonds;

public sealed class BondYieldTests
{
    private static readonly PricedBond TwoYears = new(
        Date("2026-03-20"), Date("2028-03-20"), 0.02, CouponFrequency.SemiAnnual, DayCount.ActualActualIcma);

    [Fact]
    public void DirtyFromYield_OnACouponDate_IsTheSumByHand()
    {
        var cashflows = RemainingCashflows.From(TwoYears, Date("2027-03-20"), Street);
        Assert.Equal(1 / 1.015 + 101 / (1.015 * 1.015), BondYield.DirtyFromYield(cashflows, 0.03), 1e-12);
        Assert.Equal(0, cashflows.Accrued);
    }

    [Fact]
    public void DirtyFromYield_LastPeriod_IsSimpleUnderStreetAndCompoundUnderDayCountTime()
    {
        // 2027-09-20 to 2028-03-20 is 182 days; 2027-12-20 leaves 91: half a period. Accrued is 1 * 91/182 = 0.5.
        var settlement = Date("2027-12-20");
        var street = RemainingCashflows.From(TwoYears, settlement, Street);
        var compound = RemainingCashflows.From(TwoYears, settlement, DayCountTime);
        Assert.Equal(101 / (1 + 0.5 * 0.015), BondYield.DirtyFromYield(street, 0.03), 1e-12);
        Assert.Equal(101 / Math.Sqrt(1.015), BondYield.DirtyFromYield(compound, 0.03), 1e-12);
        Assert.Equal(0.5, street.Accrued, 1e-15);
    }

    [Fact]
    public void DirtyFromYield_Treasury_IsSimpleInTheBrokenPeriodOnly()
    {
        var cashflows = RemainingCashflows.From(TwoYears, Date("2027-06-20"), Treasury);
        var wait = 92 / 184d; // 20 June to 20 September of 20 March to 20 September.
        Assert.Equal((1 + 101 / 1.015) / (1 + wait * 0.015), BondYield.DirtyFromYield(cashflows, 0.03), 1e-12);
    }

    // Rows of the shared third-party file, kept here so that the repository alone proves something.
    [Theory]
    [InlineData("2011-10-27", "2013-01-15", "2019-10-27", 0.0145, 4, "ACT/360", 0.003202,
        107.6824607434, 0.3222222222, 6.5537932660, 6.5485511508, 45.9210757385)]
    [InlineData("2013-11-10", "2031-07-19", "2038-11-10", 0.0055, 1, "ACT/360", 0.112381,
        48.0405001324, 0.3834722222, 7.1601364506, 6.4367662254, 48.2921393701)]
    [InlineData("2014-08-12", "2015-02-22", "2020-08-12", 0.0213, 1, "30E/360", 0.072680,
        77.4427147426, 1.1241666667, 5.1125977563, 4.7661909948, 28.2266262279)]
    public void AnalyticsFromYield_GoldenRows_AgreeWithQuantLib(
        string issue, string settlement, string maturity, double coupon, int frequency, string dayCount, double yield,
        double clean, double accrued, double macaulay, double modified, double convexity)
    {
        var bond = new PricedBond(
            Date(issue), Date(
                maturity), coupon, CouponFrequency.FromPaymentsPerYear(frequency), DayCount.FromName(dayCount)!);
        var cashflows = RemainingCashflows.From(bond, Date(settlement), DayCountTime);
        var analytics = BondYield.AnalyticsFromYield(cashflows, yield);
        Assert.Equal(clean, analytics.CleanPrice, 1e-8);
        Assert.Equal(accrued, analytics.Accrued, 1e-8);
        Assert.Equal(macaulay, analytics.MacaulayDuration, 1e-8);
        Assert.Equal(modified, analytics.ModifiedDuration, 1e-8);
        Assert.Equal(convexity, analytics.Convexity, 1e-8);
    }

    [Theory]
    [InlineData("1980-02-15", "2000-02-28", 0.07, 0.03, 1, 159.5561168405)] // Spreadsheet PRICE, basis 2.
    [InlineData("1980-02-15", "2000-02-28", 0.07, 0.03, 4, 160.0606839335)]
    public void CleanFromYield_GoldenRows_AgreeWithASpreadsheet(
        string settlement, string maturity, double coupon, double yield, int frequency, double expected)
    {
        var bond = new PricedBond(
            Date("1978-02-28"), Date(
                maturity), coupon, CouponFrequency.FromPaymentsPerYear(frequency), DayCount.Actual360);
        var cashflows = RemainingCashflows.From(bond, Date(settlement), Street);
        Assert.Equal(expected, BondYield.CleanFromYield(cashflows, yield), 1e-7);
    }

    [Fact]
    public void YieldFromDirty_OfThePriceAtAYield_IsThatYield() =>
        Prop.ForAll(AnyPosition(), AnyYield(), (position, yield) =>
        {
            var dirty = BondYield.DirtyFromYield(position, yield);
            Assert.Equal(yield, BondYield.YieldFromDirty(position, dirty).Yield, 1e-10);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void AnalyticsFromYield_AnyBond_SlopesAgreeWithDifferences() =>
        Prop.ForAll(AnyPosition(), AnyYield(), (position, yield) =>
        {
            const double Step = 1e-4;
            var analytics = BondYield.AnalyticsFromYield(position, yield);
            var up = BondYield.DirtyFromYield(position, yield + Step);
            var down = BondYield.DirtyFromYield(position, yield - Step);
            var slope = (down - up) / (2 * Step * analytics.DirtyPrice);
            var curvature = (up + down - 2 * analytics.DirtyPrice) / (Step * Step * analytics.DirtyPrice);
            Assert.Equal(1, (analytics.ModifiedDuration + 0.001) / (slope + 0.001), 1e-3);
            Assert.Equal(1, (analytics.Convexity + 0.1) / (curvature + 0.1), 1e-2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void DirtyFromYield_HigherYield_IsALowerPrice() =>
        Prop.ForAll(AnyPosition(), AnyYield(), (position, yield) =>
            BondYield.DirtyFromYield(position, yield + 1e-6) < BondYield.DirtyFromYield(position, yield))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Accrued_DayByDay_GrowsEvenlyAndRestartsAtEachCoupon()
    {
        foreach (var convention in new[] { Street, DayCountTime })
        {
            for (var date = Date("2026-03-20"); date < Date("2028-03-19"); date = date.AddDays(1))
            {
                var today = RemainingCashflows.From(TwoYears, date, convention).Accrued;
                var tomorrow = RemainingCashflows.From(TwoYears, date.AddDays(1), convention).Accrued;
                var isCouponDate = date.AddDays(1) is { Month: 3 or 9, Day: 20 };
                if (isCouponDate) Assert.Equal(0, tomorrow);
                else Assert.InRange(tomorrow - today, 1 / 184.5, 1 / 180.5); // Periods of 181 to 184 days.
            }
        }
    }

    [Theory]
    [InlineData(double.NaN, PricingRefusal.PriceNotFinite)]
    [InlineData(double.PositiveInfinity, PricingRefusal.PriceNotFinite)]
    [InlineData(0, PricingRefusal.PriceNotPositive)]
    [InlineData(-1, PricingRefusal.PriceNotPositive)]
    [InlineData(1e300, PricingRefusal.NoYieldForPrice)]
    [InlineData(1e-300, PricingRefusal.NoYieldForPrice)]
    [InlineData(1e-3, null)]
    [InlineData(1e5, null)]
    public void YieldFromDirty_HostilePrices_AreRefusedByName(double price, PricingRefusal? refusal)
    {
        var cashflows = RemainingCashflows.From(TwoYears, Date("2026-05-01"), DayCountTime);
        Assert.Equal(refusal, BondYield.YieldFromDirty(cashflows, price).Refusal);
    }

    [Theory]
    [InlineData(double.NaN, PricingRefusal.YieldNotFinite)]
    [InlineData(double.NegativeInfinity, PricingRefusal.YieldNotFinite)]
    [InlineData(-2, PricingRefusal.YieldOutOfRange)]
    [InlineData(1e9, PricingRefusal.YieldOutOfRange)]
    [InlineData(0, null)]
    [InlineData(-0.5, null)]
    [InlineData(5, null)]
    public void FindRefusal_HostileYields_AreNamed(double yield, PricingRefusal? refusal)
    {
        var cashflows = RemainingCashflows.From(TwoYears, Date("2026-05-01"), Street);
        Assert.Equal(refusal, BondYield.FindRefusal(cashflows, yield));
        if (refusal is not null)
            Assert.Throws<ArgumentOutOfRangeException>(() => BondYield.DirtyFromYield(cashflows, yield));
    }

    public static TheoryData<PricingRefusal, PricedBond, string> Refusals => new()
    {
        { PricingRefusal.DateOutOfRange, TwoYears with { IssueDate = Date("1899-12-31") }, "2026-05-01" },
        { PricingRefusal.MaturityNotAfterIssue, TwoYears with { MaturityDate = TwoYears.IssueDate }, "2026-05-01" },
        { PricingRefusal.TermTooLong, TwoYears with { MaturityDate = Date("2177-01-01") }, "2026-05-01" },
        { PricingRefusal.SettlementBeforeIssue, TwoYears, "2026-03-19" },
        { PricingRefusal.SettlementNotBeforeMaturity, TwoYears, "2028-03-20" },
        { PricingRefusal.CouponNotFinite, TwoYears with { CouponRate = double.NaN }, "2026-05-01" },
        { PricingRefusal.CouponNegative, TwoYears with { CouponRate = -0.01 }, "2026-05-01" },
        { PricingRefusal.CouponTooHigh, TwoYears with { CouponRate = 1_001 }, "2026-05-01" },
        { PricingRefusal.RedemptionNotPositive, TwoYears with { Redemption = 0 }, "2026-05-01" },
        { PricingRefusal.CouponWithoutDates, TwoYears with { Frequency = CouponFrequency.None }, "2026-05-01" },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void FindRefusal_BondsWithoutPrice_AreNamed(PricingRefusal refusal, PricedBond bond, string settlement)
    {
        Assert.Equal(refusal, bond.FindRefusal(Date(settlement)));
        Assert.Throws<ArgumentException>(() => RemainingCashflows.From(bond, Date(settlement), Street));
        Assert.Null(TwoYears.FindRefusal(Date("2026-03-20")));
        Assert.Null(TwoYears.FindRefusal(Date("2028-03-19")));
    }

    [Fact]
    public void WithoutNextCoupon_LastPeriod_KeepsTheRedemption()
    {
        var cashflows = RemainingCashflows.From(TwoYears, Date("2027-12-20"), Street).WithoutNextCoupon();
        Assert.Equal([100d], cashflows.Amounts.ToArray());
        Assert.Equal(-0.5, cashflows.Accrued, 1e-15);
    }

    [Fact]
    public void From_StubsOfBothKinds_CarryTheStubCoupon()
    {
        // 1 June to 20 September 2026 is 111 of 184 days.
        var bond = TwoYears with { IssueDate = Date("2026-06-01") };
        var shortFirst = RemainingCashflows.From(bond, Date("2026-06-01"), Street);
        var longFirst = RemainingCashflows.From(
            bond with { FirstCoupon = FirstCoupon.LongPeriod }, Date("2026-06-01"), Street);
        var longTimed = RemainingCashflows.From(
            bond with { FirstCoupon = FirstCoupon.LongPeriod }, Date("2026-06-01"), DayCountTime);
        Assert.Equal([111 / 184d, 1, 1, 101], shortFirst.Amounts.ToArray());
        Assert.Equal([0, 1 + 111 / 184d, 1, 101], longFirst.Amounts.ToArray());
        Assert.Equal(
            [1 + 111 / 184d, 1, 101], longTimed.Amounts.ToArray().Select(amount => Math.Round(amount, 14)), Close);
        Assert.Equal(1 + 111 / 184d, longTimed.Periods[0], 1e-14);
    }

    private static bool Close(double left, double right) => Math.Abs(left - right) < 1e-13;

    private static Arbitrary<RemainingCashflows> AnyPosition() => (
        from convention in Gen.Elements(Street, DayCountTime, Treasury)
        from dayCount in Gen.Elements(
            DayCount.ActualActualIcma, DayCount.Thirty360, DayCount.ThirtyE360, DayCount.ActualActualIsda)
        from frequency in Gen.Elements(0, 1, 2, 4, 12)
        from coupon in Gen.Choose(0, 150_000)
        from life in Gen.Choose(40, 15_000)
        from age in Gen.Choose(0, 3_000)
        from first in Gen.Elements(FirstCoupon.ShortPeriod, FirstCoupon.LongPeriod)
        let issue = new DateOnly(2004, 2, 28)
        let maturity = issue.AddDays(life + age)
        let rate = frequency == 0 ? 0 : coupon / 1e6
        select RemainingCashflows.From(
            new PricedBond(issue, maturity, rate, CouponFrequency.FromPaymentsPerYear(frequency), dayCount)
            { FirstCoupon = first },
            maturity.AddDays(-Math.Max(40, life * 9 / 10)),
            convention)).ToArbitrary();

    private static Arbitrary<double> AnyYield() =>
        Gen.Choose(-30_000, 400_000).Select(perMillion => perMillion / 1e6).ToArbitrary();
}
