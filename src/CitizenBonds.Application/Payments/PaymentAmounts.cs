using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Payments;

/// <summary>What each quantity held is paid in one run.</summary>
internal static class PaymentAmounts
{
    public static IReadOnlyDictionary<long, long> For(IssueRow issue, PaymentRunRow run, IEnumerable<long> quantities)
    {
        var terms = IssueTerms.BondOf(issue);
        if (run.Kind == PaymentKind.Redemption)
            return quantities.ToDictionary(tokens => tokens, tokens => checked(tokens * issue.DenominationYen));
        var period = CashflowSchedule.Resolve(terms).Coupons[run.Number - 1];
        return quantities.ToDictionary(
            tokens => tokens,
            tokens => CouponAmount.ForHolding(terms, period, Quantity.FromTokens(tokens)).MinorUnits);
    }
}
