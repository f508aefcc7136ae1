using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>What falls due in one fiscal year, April to March.</summary>
/// <param name="Existing">Coupons and repayments of the issuer's other issues.</param>
/// <param name="Coupons">Of the issue looked at.</param>
/// <param name="Principal">Of the issue looked at.</param>
public sealed record DebtServiceYear(int FiscalYear, Money Existing, Money Coupons, Money Principal)
{
    public Money Total => Existing + Coupons + Principal;
}

/// <summary>Debt service by fiscal year, reckoned on each issue as one holding.</summary>
public static class DebtService
{
    /// <param name="existing">The other issues, each with the tokens really placed.</param>
    /// <returns>Every year from the first payment to the last, those without one included.</returns>
    public static IReadOnlyList<DebtServiceYear> ByYear(BondTerms terms, IEnumerable<BondTerms> existing, int fromYear)
    {
        var others = new Dictionary<int, Money>();
        var coupons = new Dictionary<int, Money>();
        var principal = new Dictionary<int, Money>();
        foreach (var payment in existing.SelectMany(PaymentsOf)) Add(others, payment.Date, payment.Amount);
        foreach (var payment in PaymentsOf(terms))
            Add(payment.IsPrincipal ? principal : coupons, payment.Date, payment.Amount);
        var years = others.Keys.Concat(coupons.Keys).Concat(principal.Keys).Where(year => year >= fromYear).ToList();
        return
        [
            .. Enumerable.Range(years.Min(), years.Max() - years.Min() + 1).Select(year => new DebtServiceYear(
                year,
                others.GetValueOrDefault(year),
                coupons.GetValueOrDefault(year),
                principal.GetValueOrDefault(year))),
        ];
    }

    private static IEnumerable<(DateOnly Date, Money Amount, bool IsPrincipal)> PaymentsOf(BondTerms terms)
    {
        var schedule = CashflowSchedule.Resolve(terms);
        foreach (var coupon in schedule.Coupons)
            yield return (coupon.PaymentDate, CouponAmount.ForHolding(terms, coupon, terms.IssueSize), false);
        yield return (schedule.RedemptionDate, terms.Denomination * terms.IssueSize, true);
    }

    private static void Add(Dictionary<int, Money> years, DateOnly date, Money amount)
    {
        var year = date.AddMonths(-3).Year;
        years[year] = years.GetValueOrDefault(year) + amount;
    }
}
