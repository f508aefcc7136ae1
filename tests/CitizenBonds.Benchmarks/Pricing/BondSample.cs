using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Benchmarks.Pricing;

/// <summary>
/// Bonds of 2 to 40 years, coupons 0.1 to 8 %, 1, 2 or 4 a year, yields 0.1 to 9 %; the same on every machine.
/// </summary>
internal sealed record BondSample(RemainingCashflows[] Cashflows, double[] Yields, BareClosedForm.Bond[] Bare)
{
    public static BondSample Create(int count)
    {
        var random = new Random(20_260_320);
        var cashflows = new RemainingCashflows[count];
        var yields = new double[count];
        var bare = new BareClosedForm.Bond[count];
        for (var i = 0; i < count; i++)
        {
            var settlement = new DateOnly(2026, 3, 20).AddDays(random.Next(1_000));
            var maturity = settlement.AddDays(random.Next(730, 14_600));
            var frequency = CouponFrequency.FromPaymentsPerYear(1 << random.Next(3));
            var coupon = random.Next(10, 800) / 1e4;
            var bond = new PricedBond(settlement.AddYears(-2), maturity, coupon, frequency, DayCount.ActualActualIcma);
            cashflows[i] = RemainingCashflows.From(bond, settlement, YieldConvention.Street);
            yields[i] = random.Next(10, 900) / 1e4;
            bare[i] = new(
                100 * coupon / frequency.PaymentsPerYear,
                cashflows[i].Periods[0],
                cashflows[i].Count,
                frequency.PaymentsPerYear);
        }

        return new(cashflows, yields, bare);
    }
}
