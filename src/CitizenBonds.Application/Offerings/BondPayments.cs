using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>The payments of an issue: as they were made, or as its terms plan them before it settles.</summary>
internal static class BondPayments
{
    public static async Task<IReadOnlyList<BondPayment>> ForAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken)
    {
        var runs = await portal.PaymentRuns.AsNoTracking()
            .Where(run => run.IssueId == issue.Id)
            .OrderBy(run => run.DueAt).ThenBy(run => run.Kind).ThenBy(run => run.Number)
            .ToListAsync(cancellationToken);
        if (runs.Count == 0) runs = [.. PaymentPlan.For(issue)];
        return runs.ConvertAll(run => ToView(issue, run));
    }

    private static BondPayment ToView(IssueRow issue, PaymentRunRow run) => new(
        run.Kind,
        run.Number,
        PortalTime.DayOf(run.RecordAt.AddTicks(-1)),
        run.DueAt,
        Money.FromYen(PaymentAmounts.For(issue, run, [1])[1]),
        run.State,
        run.TotalYen is { } total ? Money.FromYen(total) : null,
        run.Holders,
        run.FinishedAt,
        run.DefaultedAt);
}
