using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>Exact sums of a bond in yen.</summary>
public static class BondArithmetic
{
    public const long RoundSumYen = 10_000;

    private static readonly Remembered<(CashflowSchedule Schedule, long PriceYen, long SumYen), WhatItBecomes>
        Examples = new(Work);

    /// <summary>As many tokens as the sum buys, and everything they pay, to the yen.</summary>
    public static WhatItBecomes WhatBecomesOf(Money sum, IssueRow issue) =>
        Examples.Of((IssueTerms.ScheduleOf(issue), issue.PaidPriceYen, sum.MinorUnits));

    private static WhatItBecomes Work((CashflowSchedule Schedule, long PriceYen, long SumYen) example)
    {
        var (schedule, price, sum) = example;
        // One token at least, so that a bond in larger pieces still has an example.
        var tokens = Quantity.FromTokens(Math.Max(1, sum / price));
        var terms = schedule.Terms;
        var flows = schedule.Coupons
            .Select(coupon => (Day: coupon.PaymentDate, Amount: CouponAmount.ForHolding(terms, coupon, tokens)))
            .Append((Day: schedule.RedemptionDate, Amount: terms.Denomination * tokens))
            .Where(flow => flow.Amount.IsPositive)
            .ToList();
        var back = flows.Aggregate(Money.Zero, (total, flow) => total + flow.Amount);
        return new WhatItBecomes(Money.FromYen(price) * tokens, tokens, flows, back);
    }
}
