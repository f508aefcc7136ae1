using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>
/// 10,000 yen at 2 % are 200 yen a year, by 30/360: 200/360 a day. Interest runs from 2 March; the coupon of Wednesday
/// 2 September goes to whoever holds on 26 August, five business days before.
/// </summary>
public sealed class AccruedShareTests
{
    private static readonly BondTerms Terms = new()
    {
        Denomination = Money.FromYen(10_000),
        IssueSize = Quantity.FromTokens(1_000),
        IssueDate = new(2026, 3, 2),
        MaturityDate = new(2029, 3, 2),
        Coupon = Rate.FromPercent(2),
        Frequency = CouponFrequency.SemiAnnual,
        DayCount = DayCount.FromName("30/360")!, // A name of the domain.
        Convention = BusinessDayConvention.Following,
        Calendar = BusinessCalendar.Japan,
    };

    private static readonly CashflowSchedule Schedule = CashflowSchedule.Resolve(Terms);

    [Theory]
    [InlineData("2026-03-02", 7, 0)] // Issued today: no day is earned.
    [InlineData("2026-03-03", 1, 0)] // 200/360 = 0.56 of a yen, down.
    [InlineData("2026-03-03", 9, 5)] // 9 × 200/360 = 5.
    [InlineData("2026-03-03", 10, 5)] // 10 × 200/360 = 5.56: rounded once, on all tokens, down.
    [InlineData("2026-06-02", 3, 150)] // 3 × 200 × 90/360.
    [InlineData("2026-08-26", 3, 290)] // The record date: 3 × 200 × 174/360.
    [InlineData("2026-08-27", 9, -25)] // 175 days earned, 180 paid to the seller: 9 × 200 × −5/360.
    [InlineData("2026-08-27", 1, -3)] // −2.78: down is away from zero here.
    [InlineData("2026-09-02", 5, 0)] // A new period begins.
    [InlineData("2029-03-02", 5, 0)] // Repaid.
    public void On_ADay_GivesTheInterestThatGoesWithTheTokens(string day, long tokens, long yen) =>
        Assert.Equal(yen, AccruedShare.On(Schedule, DateOnly.Parse(day, null)).YenOn(tokens));

    [Fact]
    public void On_ZeroCoupon_IsNothing()
    {
        var zero = CashflowSchedule.Resolve(Terms with { Coupon = Rate.Zero, Frequency = CouponFrequency.None });

        Assert.Equal(AccruedShare.Zero, AccruedShare.On(zero, new(2026, 6, 2)));
    }

    [Theory]
    [InlineData("2026-08-20", "2026-09-10", 3, 290)] // The record date is the dearest: 3 × 200 × 174/360.
    [InlineData("2026-08-27", "2026-08-28", 9, -20)] // After it the last day: 9 × 200 × −4/360.
    [InlineData("2026-06-02", "2026-06-02", 3, 150)] // One day alone.
    public void MostWithin_SomeDays_IsTheDearestOfThem(string from, string to, long tokens, long yen)
    {
        var most = AccruedShare.MostWithin(Schedule, DateOnly.Parse(from, null), DateOnly.Parse(to, null));

        Assert.Equal(yen, most.YenOn(tokens));
    }

    [Fact]
    public void YenOn_PartsOfAnOrder_NeverCostMoreThanTheWhole()
    {
        var share = AccruedShare.On(Schedule, new(2026, 3, 10)); // 8 × 200/360 = 4.44 yen a token.

        Assert.Equal(31, share.YenOn(7)); // 31.11.
        Assert.Equal(13 + 17, share.YenOn(3) + share.YenOn(4)); // 13.33 and 17.78.
    }
}
