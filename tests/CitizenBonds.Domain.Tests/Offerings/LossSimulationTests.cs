using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Tests.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class LossSimulationTests
{
    /// <remarks>
    /// At par the yield is the coupon, 1.2 %. After a rise of d the price of 100 is 100 − 50 d a, with a the value of
    /// twenty half-yearly payments of one: 17.88… at 2.2 % and 17.00… at 3.2 %; of 150,000 yen, rounded down.
    /// </remarks>
    [Fact]
    public void Of_TenYearsAtPar_FollowsTheAnnuity()
    {
        var cases = LossSimulation.Of(
            SampleBonds.TenYears, SampleBonds.TenYears.Denomination, Quantity.FromTokens(15));

        (LossCaseKind Kind, double Left)[] expected =
        [
            (LossCaseKind.NothingPaidBack, 0),
            (LossCaseKind.HalfPaidBack, 75_000),
            (LossCaseKind.YieldUpOnePoint, Math.Floor(150_000 * (1 - 0.005 * Annuity(0.011)))),
            (LossCaseKind.YieldUpTwoPoints, Math.Floor(150_000 * (1 - 0.01 * Annuity(0.016)))),
        ];
        Assert.Equal(expected.Select(one => (one.Kind, Money.FromYen((long)one.Left))),
            cases.Select(one => (one.Kind, one.Left)));
        Assert.All(cases, one => Assert.Equal(Money.FromYen(150_000), one.Left + one.Lost));
    }

    /// <remarks>Ten thousand in a year for 9,900 today yields 1 / 99; a year at 1 % more: 10,000 / (1 + 1/99 + 0.01).
    /// </remarks>
    [Fact]
    public void Of_ZeroCouponBelowPar_DiscountsTheFace()
    {
        var terms = SampleBonds.TenYears with
        {
            MaturityDate = SampleBonds.TenYears.IssueDate.AddYears(1), Coupon = Rate.Zero,
            Frequency = CouponFrequency.None,
        };

        var cases = LossSimulation.Of(terms, Money.FromYen(9_900), Quantity.FromTokens(1));

        Assert.Equal(9_802, cases[2].Left.MinorUnits); // 9,802.95…
        Assert.Equal(98, cases[2].Lost.MinorUnits);
    }

    [Fact]
    public void Of_BoughtFarBelowHalfTheFace_LosesNothingWhenHalfIsPaidBack()
    {
        var cases = LossSimulation.Of(SampleBonds.TenYears, Money.FromYen(4_000), Quantity.FromTokens(1));

        Assert.Equal(Money.Zero, cases[1].Lost); // 5,000 back for 4,000.
        Assert.Equal(Money.FromYen(4_000), cases[0].Lost);
    }

    private static double Annuity(double rate) => (1 - Math.Pow(1 + rate, -20)) / rate;
}
