using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Bonds;

public sealed class CouponAmountTests
{
    // First period 2026-03-20 to 2026-09-20: 184 days. 1.2 % of 10,000 is 120 yen a year.
    [Theory]
    [InlineData("ACT/ACT ICMA", 1, 60)] // 120 / 2
    [InlineData("30/360", 1, 60)] // 120 * 180/360
    [InlineData("ACT/365F", 1, 60)] // 120 * 184/365 = 60.49
    [InlineData("ACT/365F", 100, 6_049)] // 12,000 * 184/365 = 6,049.3
    [InlineData("ACT/360", 100, 6_133)] // 12,000 * 184/360 = 6,133.3
    [InlineData("ACT/ACT ISDA", 100, 6_049)] // 2026 is no leap year
    public void ForHolding_FirstCoupon_IsRoundedOnceOnTheHolding(string dayCount, long tokens, long yen)
    {
        var terms = TenYears with { DayCount = DayCount.FromName(dayCount)! }; // The rows name rules that exist.
        var coupon = CashflowSchedule.Resolve(terms).Coupons[0];
        Assert.Equal(Money.FromYen(yen), CouponAmount.ForHolding(terms, coupon, Quantity.FromTokens(tokens)));
    }

    [Theory]
    [InlineData(5, 2)] // 5 * 100 * 1 % / 2 = 2.5, to even
    [InlineData(7, 4)] // 3.5, to even
    public void ForHolding_HalfAYen_GoesToTheEvenYen(long tokens, long yen)
    {
        var terms = TenYears with { Denomination = Money.FromYen(100), Coupon = Rate.FromPercent(1) };
        var coupon = CashflowSchedule.Resolve(terms).Coupons[0];
        Assert.Equal(Money.FromYen(yen), CouponAmount.ForHolding(terms, coupon, Quantity.FromTokens(tokens)));
    }

    [Fact]
    public void ForHolding_StubsUnderIcma_MeasureEachRegularPeriod()
    {
        // 1 June to 20 September 2026 is 111 of 184 days; the long first coupon adds one whole half year.
        var terms = TenYears with { IssueDate = Date("2026-06-01") };
        var longTerms = terms with { FirstCoupon = FirstCoupon.LongPeriod };
        var holding = Quantity.FromTokens(1_000); // 120,000 yen a year
        var shortCoupon = CouponAmount.ForHolding(terms, CashflowSchedule.Resolve(terms).Coupons[0], holding);
        var longCoupon = CouponAmount.ForHolding(longTerms, CashflowSchedule.Resolve(longTerms).Coupons[0], holding);
        Assert.Equal(Money.FromYen(36_196), shortCoupon); // 60,000 * 111/184 = 36,195.7
        Assert.Equal(Money.FromYen(96_196), longCoupon); // 60,000 + 36,195.7
    }

    [Fact]
    public void ForHolding_WholeIssueOfTheLargestKind_DoesNotOverflow()
    {
        var terms = TenYears with
        {
            IssueSize = Quantity.FromTokens(long.MaxValue / 10_000),
            Coupon = Rate.FromPerMillion(Rate.PerMillionMax / 10),
            DayCount = DayCount.ActualActualIsda,
            IssueDate = Date("2026-06-01"),
            FirstCoupon = FirstCoupon.LongPeriod,
        };
        var coupon = CashflowSchedule.Resolve(terms).Coupons[0];
        Assert.True(CouponAmount.ForHolding(terms, coupon, terms.IssueSize).IsPositive);
    }

    [Fact]
    public void AccruedForHolding_FromFirstToLastDay_RunsFromZeroToTheCouponAndNeverBack() =>
        Prop.ForAll(
            Gen.Elements<DayCount>(DayCount.All).ToArbitrary(),
            Gen.Choose(0, 19).ToArbitrary(),
            (dayCount, index) =>
            {
                var terms = TenYears with { DayCount = dayCount };
                var coupon = CashflowSchedule.Resolve(terms).Coupons[index];
                var holding = Quantity.FromTokens(12_345);
                var before = Money.Zero;
                for (var date = coupon.AccrualStart; date <= coupon.AccrualEnd; date = date.AddDays(1))
                {
                    var accrued = CouponAmount.AccruedForHolding(terms, coupon, date, holding);
                    Assert.True(accrued >= before, $"{dayCount} {date}");
                    before = accrued;
                }

                Assert.Equal(CouponAmount.ForHolding(terms, coupon, holding), before);
                Assert.Equal(
                    Money.Zero, CouponAmount.AccruedForHolding(terms, coupon, coupon.AccrualStart, holding));
            }).QuickCheckThrowOnFailure();
}
