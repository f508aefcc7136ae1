using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Bonds;

public sealed class CashflowScheduleTests
{
    [Fact]
    public void Resolve_TenYearsSemiAnnual_PaysTwentyCouponsOnBusinessDays()
    {
        var schedule = CashflowSchedule.Resolve(TenYears);
        Assert.Equal(20, schedule.Coupons.Count);
        var first = schedule.Coupons[0];
        Assert.Equal(Date("2026-09-20"), first.AccrualEnd);
        Assert.Equal(Date("2026-09-24"), first.PaymentDate); // Sunday, then holidays of 21, 22 and 23 September.
        Assert.Equal(Date("2026-09-14"), first.RecordDate); // Five business days before: 18, 17, 16, 15, 14.
    }

    [Theory]
    [InlineData("2026-01-31", "2027-01-31", true, 4, "2026-04-30 2026-07-31 2026-10-31 2027-01-31")]
    [InlineData("2026-02-28", "2027-02-28", true, 2, "2026-08-31 2027-02-28")]
    [InlineData("2026-02-28", "2027-02-28", false, 2, "2026-08-28 2027-02-28")]
    [InlineData("2027-08-30", "2028-08-30", true, 2, "2028-02-29 2028-08-30")]
    [InlineData("2026-05-10", "2027-03-31", true, 2, "2026-09-30 2027-03-31")]
    public void Resolve_EndOfMonth_KeepsTheDayOfTheMaturity(
        string issue, string maturity, bool endOfMonth, int frequency, string ends)
    {
        var schedule = CashflowSchedule.Resolve(TenYears with
        {
            IssueDate = Date(issue),
            MaturityDate = Date(maturity),
            EndOfMonth = endOfMonth,
            Frequency = CouponFrequency.FromPaymentsPerYear(frequency),
        });
        Assert.Equal(ends.Split(' ').Select(Date), schedule.Coupons.Select(coupon => coupon.AccrualEnd));
    }

    [Fact]
    public void Resolve_StubShortOrLong_CoversTheSameDays()
    {
        var terms = TenYears with { IssueDate = Date("2026-06-01"), MaturityDate = Date("2028-03-20") };
        var shortFirst = CashflowSchedule.Resolve(terms).Coupons;
        var longFirst = CashflowSchedule.Resolve(terms with { FirstCoupon = FirstCoupon.LongPeriod }).Coupons;
        Assert.Equal(
            (4, Date("2026-09-20"), false), (shortFirst.Count, shortFirst[0].AccrualEnd, shortFirst[0].IsRegular));
        Assert.Equal(
            (3, Date("2027-03-20"), false), (longFirst.Count, longFirst[0].AccrualEnd, longFirst[0].IsRegular));
        Assert.True(longFirst[1].IsRegular);
    }

    [Fact]
    public void Resolve_ZeroCoupon_HasOnlyTheRedemption()
    {
        var schedule = CashflowSchedule.Resolve(
            TenYears with { Frequency = CouponFrequency.None, Coupon = Rate.Zero, MaturityDate = Date("2026-12-31") });
        Assert.Empty(schedule.Coupons);
        Assert.Equal(Date("2027-01-04"), schedule.RedemptionDate);
    }

    [Fact]
    public void Resolve_AnyTerms_CouponsCoverTheLifeWithoutGapOrOverlap() =>
        Prop.ForAll(AnyTerms(), terms =>
        {
            var schedule = CashflowSchedule.Resolve(terms);
            var coupons = schedule.Coupons;
            Assert.Equal(terms.IssueDate, coupons[0].AccrualStart);
            Assert.Equal(terms.MaturityDate, coupons[^1].AccrualEnd);
            Assert.All(
                coupons.Zip(coupons.Skip(1)), pair => Assert.Equal(pair.First.AccrualEnd, pair.Second.AccrualStart));
            Assert.All(coupons, coupon =>
            {
                Assert.True(coupon.AccrualStart < coupon.AccrualEnd);
                Assert.True(terms.Calendar.IsBusinessDay(coupon.PaymentDate));
                Assert.True(coupon.RecordDate <= coupon.PaymentDate);
            });
            Assert.Equal(coupons[^1].PaymentDate, schedule.RedemptionDate);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-03-20", 1)]
    [InlineData("2026-09-19", 1)]
    [InlineData("2026-09-20", 2)]
    [InlineData("2036-03-19", 20)]
    [InlineData("2036-03-20", null)]
    [InlineData("2026-03-19", null)]
    public void CouponEarningOn_AtTheEdges_StartCountsEndDoesNot(string date, int? number) =>
        Assert.Equal(number, CashflowSchedule.Resolve(TenYears).CouponEarningOn(Date(date))?.Number);

    private static Arbitrary<BondTerms> AnyTerms() => (
        from issue in Gen.Choose(0, 9_000)
        from days in Gen.Choose(1, 15_000)
        from frequency in Gen.Elements(1, 2, 4, 12)
        from endOfMonth in Gen.Elements(true, false)
        from first in Gen.Elements(FirstCoupon.ShortPeriod, FirstCoupon.LongPeriod)
        from calendar in Gen.Elements<BusinessCalendar>(BusinessCalendar.All)
        let issueDate = new DateOnly(2001, 1, 1).AddDays(issue)
        select TenYears with
        {
            IssueDate = issueDate,
            MaturityDate = issueDate.AddDays(days),
            Frequency = CouponFrequency.FromPaymentsPerYear(frequency),
            EndOfMonth = endOfMonth,
            FirstCoupon = first,
            Calendar = calendar,
        }).ToArbitrary();
}
