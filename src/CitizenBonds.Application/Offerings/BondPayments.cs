using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>The payments of an issue: as they were made, or as its terms plan them before it settles.</summary>
internal static class BondPayments
{
    public static IReadOnlyList<BondPayment> Of(IssueRow issue, List<PaymentRunRow> runs)
    {
        if (runs.Count == 0) runs = [.. PaymentPlan.For(issue)];
        var schedule = IssueTerms.ScheduleOf(issue);
        return runs.ConvertAll(run => ToView(run, PaymentAmounts.ForOne(schedule, run)));
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
