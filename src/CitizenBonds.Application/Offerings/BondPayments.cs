using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>The payments of an issue: as they were made, or as its terms plan them before it settles.</summary>
internal static class BondPayments
{
    private static readonly Quantity One = Quantity.FromTokens(1);

    public static IReadOnlyList<BondPayment> Of(IssueRow issue, List<PaymentRunRow> runs)
    {
        if (runs.Count == 0) runs = [.. PaymentPlan.For(issue)];
        var terms = IssueTerms.BondOf(issue);
        var coupons = CashflowSchedule.Resolve(terms).Coupons;
        return runs.ConvertAll(run => ToView(run, PerToken(run)));

        Money PerToken(PaymentRunRow run) => run.Kind == PaymentKind.Redemption
            ? Money.FromYen(issue.DenominationYen)
            : CouponAmount.ForHolding(terms, coupons[run.Number - 1], One);
    }

    private static BondPayment ToView(PaymentRunRow run, Money perToken) => new(
        run.Kind,
        run.Number,
        PortalTime.DayOf(run.RecordAt.AddTicks(-1)),
        run.DueAt,
        perToken,
        run.State,
        run.TotalYen is { } total ? Money.FromYen(total) : null,
        run.Holders,
        run.FinishedAt,
        run.DefaultedAt);
}
