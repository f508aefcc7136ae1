using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>Exact sums of a bond in yen.</summary>
public static class BondArithmetic
{
    public const long RoundSumYen = 10_000;

    /// <summary>As many tokens as the sum buys, and everything they pay, to the yen.</summary>
    public static WhatItBecomes WhatBecomesOf(Money sum, IssueRow issue)
    {
        // One token at least, so that a bond in larger pieces still has an example.
        var tokens = Quantity.FromTokens(Math.Max(1, sum.MinorUnits / issue.PaidPriceYen));
        var terms = IssueTerms.BondOf(issue);
        var schedule = CashflowSchedule.Resolve(terms);
        var flows = schedule.Coupons
            .Select(coupon => (Day: coupon.PaymentDate, Amount: CouponAmount.ForHolding(terms, coupon, tokens)))
            .Append((Day: schedule.RedemptionDate, Amount: terms.Denomination * tokens))
            .Where(flow => flow.Amount.IsPositive)
            .ToList();
        var back = flows.Aggregate(Money.Zero, (total, flow) => total + flow.Amount);
        return new WhatItBecomes(Money.FromYen(issue.PaidPriceYen) * tokens, tokens, flows, back);
    }
}
