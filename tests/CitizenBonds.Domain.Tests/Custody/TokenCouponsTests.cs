using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Values;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Custody;

/// <summary>Ten years, half-yearly, tokens of 10,000 yen: twenty coupons.</summary>
public sealed class TokenCouponsTests
{
    private static readonly BondTerms Terms = TenYears with { DayCount = DayCount.Thirty360 };

    [Fact]
    public void Of_WholeYen_NeedsNoFractions() =>
        // 1.2 % of 10,000 is 120 yen a year.
        Assert.Equal(new TokenCoupons(1, 60, 60, 60), TokenCoupons.Of(CashflowSchedule.Resolve(Terms), 0));

    [Fact]
    public void Of_HalfAYen_IsCountedInHalves() =>
        // 1.25 % of 10,000 is 62.5 yen each half year.
        Assert.Equal(
            new TokenCoupons(2, 125, 125, 125),
            TokenCoupons.Of(CashflowSchedule.Resolve(Terms with { Coupon = Rate.FromPerMillion(12_500) }), 0));

    [Theory]
    [InlineData(18, 60, 0, 60)]
    [InlineData(19, 60, 0, 0)]
    [InlineData(20, 0, 0, 0)]
    public void Of_WhatIsLeft_HasNothingInBetween(int skipped, long first, long regular, long last) =>
        Assert.Equal(
            new TokenCoupons(1, first, regular, last), TokenCoupons.Of(CashflowSchedule.Resolve(Terms), skipped));

    [Fact]
    public void Of_PeriodsOfDifferentLength_FitsNoContract() =>
        // 184 and 181 days of 365 earn different amounts.
        Assert.Null(TokenCoupons.Of(
            CashflowSchedule.Resolve(Terms with { DayCount = DayCount.Actual365Fixed }), 0));

    [Theory]
    [InlineData(1, 62)] // 62.5
    [InlineData(3, 187)] // 187.5
    [InlineData(4, 250)]
    public void YenRoundedDown_Holding_NeverMoreThanItEarned(long tokens, long yen)
    {
        var terms = Terms with { Coupon = Rate.FromPerMillion(12_500) };
        Assert.Equal(
            yen, TokenCoupons.YenRoundedDown(terms, CashflowSchedule.Resolve(terms).Coupons[0], tokens));
    }
}
