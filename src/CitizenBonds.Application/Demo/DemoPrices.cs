using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// What the invented traders think a bond is worth: the yield it was sold at, moved as far as government bonds of its
/// remaining term have moved since. Analytics, in <c>double</c>, rounded to the yen at the end.
/// </summary>
internal sealed class DemoPrices
{
    private const int MonthsPerYear = 12;
    private readonly IReadOnlyList<GovernmentCurve> _curves; // Oldest first.
    private readonly Dictionary<(DateOnly QuotedOn, int Months), double> _yields = [];

    private DemoPrices(IReadOnlyList<GovernmentCurve> curves) => _curves = curves;

    public static async Task<DemoPrices> LoadAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        var rows = await portal.CurvePoints.AsNoTracking()
            .Where(row => row.Curve == GovernmentCurve.Japan)
            .OrderBy(row => row.QuotedOn).ThenBy(row => row.TenorMonths)
            .ToListAsync(cancellationToken);
        return new DemoPrices(
        [
            .. rows.GroupBy(row => row.QuotedOn).Select(group => new GovernmentCurve(
                group.Key, [.. group.Select(row => (row.TenorMonths, row.YieldPercent))])),
        ]);
    }

    /// <summary>How much more than the government the market asked for at the sale, as a fraction a year.</summary>
    public double SpreadOf(IssueRow issue)
    {
        var sold = (IssueYield.PercentOf(issue) ?? 0) / 100;
        return sold - GovernmentYield(issue.IssueDate, issue.MaturityDate);
    }

    /// <summary>The clean price of one token in yen.</summary>
    public long YenOn(DateOnly day, IssueRow issue, PricedBond bond, double spread)
    {
        var cashflows = RemainingCashflows.From(bond, day, YieldConvention.Street);
        var price = BondYield.CleanFromYield(cashflows, GovernmentYield(day, issue.MaturityDate) + spread);
        return (long)Math.Round(price * issue.DenominationYen / 100, MidpointRounding.ToEven);
    }

    private double GovernmentYield(DateOnly day, DateOnly maturity)
    {
        var curve = _curves.Last(curve => curve.QuotedOn <= day);
        var months = Math.Max(MonthsPerYear, (maturity.DayNumber - day.DayNumber) * MonthsPerYear / 365);
        if (_yields.TryGetValue((curve.QuotedOn, months), out var known)) return known;
        return _yields[(curve.QuotedOn, months)] = (double)curve.ParYieldAt(months) / 100;
    }
}
