using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// The yield a buyer earns at the price of the sale, held to maturity. Analytics, in <c>double</c>; nothing is owed by
/// it.
/// </summary>
public static class IssueYield
{
    /// <returns>Percent a year, street convention; null when the price gives none.</returns>
    public static double? PercentOf(IssueRow issue)
    {
        if (issue.Product == BondProduct.PureMining) return null; // Nobody knows what will be mined.
        var terms = IssueTerms.BondOf(issue);
        var cashflows = RemainingCashflows.From(terms, issue.IssueDate, YieldConvention.Street);
        var solution = BondYield.YieldFromClean(cashflows, 100d * issue.PaidPriceYen / issue.DenominationYen);
        return solution.Refusal is null ? 100 * solution.Yield : null;
    }
}
