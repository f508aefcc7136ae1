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
    private static readonly Remembered<(BondTerms Terms, long PriceYen), double?> Yields = new(Solve);

    /// <returns>Percent a year, street convention; null when the price gives none.</returns>
    public static double? PercentOf(IssueRow issue)
    {
        // Nobody knows what will be mined, or where an index will stand.
        if (issue.Product != BondProduct.FixedIncome) return null;
        return Yields.Of((IssueTerms.BondOf(issue), issue.PaidPriceYen));
    }

    private static double? Solve((BondTerms Terms, long PriceYen) sold)
    {
        var cashflows = RemainingCashflows.From(sold.Terms, sold.Terms.IssueDate, YieldConvention.Street);
        var clean = 100d * sold.PriceYen / sold.Terms.Denomination.MinorUnits;
        var solution = BondYield.YieldFromClean(cashflows, clean);
        return solution.Refusal is null ? 100 * solution.Yield : null;
    }
}
