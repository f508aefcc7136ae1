using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Gives every series of the ledger that is outstanding its contract, all of it in the portal's own account. What a
/// contract shall be is written down first, so that a crash anywhere leads to the same contract.
/// </summary>
public sealed class MirrorSeries(
    CustodyContracts contracts, DeploySeries deploy, Incidents incidents, IDbContextFactory<PortalContext> contexts)
{
    /// <summary>A coupon this near is left to the ledger: the contract could come too late for it.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(10);

    /// <returns>How many series came a step further.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var added = await AddNewAsync(now, cancellationToken);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await portal.ChainSeries.Where(row => row.MirroredAt == null)
            .OrderBy(row => row.IssueId).ToListAsync(cancellationToken);
        if (waiting.Count == 0) return 0;
        if (await contracts.FindCashAsync(now, cancellationToken) is not { } cash) return added;
        if (await contracts.FindRegistryAsync(now, cancellationToken) is not { } registry) return added;
        var steps = added;
        foreach (var series in waiting)
        {
            var issue = await portal.Issues.AsNoTracking()
                .SingleAsync(row => row.Id == series.IssueId, cancellationToken);
            if (!await deploy.StepAsync(series, issue, cash, registry, now, cancellationToken)) continue;
            steps++;
            await portal.SaveChangesAsync(cancellationToken);
        }

        return steps;
    }

    private async Task<int> AddNewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issues = await portal.Issues.AsNoTracking()
            .Where(row => row.State == IssueState.Live && row.Isin != null && row.AssetId != null
                && !portal.ChainSeries.Any(series => series.IssueId == row.Id))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var added = 0;
        foreach (var issue in issues)
        {
            var runs = await portal.PaymentRuns.AsNoTracking()
                .Where(run => run.IssueId == issue.Id).ToListAsync(cancellationToken);
            if (!IsOpen(runs, now)) continue;
            if (await RowOfAsync(portal, issue, runs, now, cancellationToken) is not { } row) continue;
            portal.ChainSeries.Add(row);
            added++;
        }

        await portal.SaveChangesAsync(cancellationToken);
        return added;
    }

    // A bond about to be paid back gets no contract any more.
    private static bool IsOpen(List<PaymentRunRow> runs, DateTimeOffset now) =>
        runs.Exists(run => run.Kind == PaymentKind.Redemption && run.State == PaymentRunState.Scheduled
            && run.RecordAt > now + Lead);

    private async Task<ChainSeriesRow?> RowOfAsync(
        PortalContext portal, IssueRow issue, List<PaymentRunRow> runs, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var over = runs.Count(run => run.Kind == PaymentKind.Coupon && run.RecordAt <= now + Lead);
        var isin = issue.Isin!; // The caller chose issues that have one.
        if (TokenCoupons.Of(CashflowSchedule.Resolve(IssueTerms.BondOf(issue)), over) is null)
        {
            await incidents.ReportAsync(
                ChainIncidentKind.SeriesNotMirrored, isin, "its coupons differ", now, cancellationToken);
            return null;
        }

        var outstanding = await portal.Accounts
            .Where(row => row.AssetId == issue.AssetId && row.Kind == AccountKind.Issuance)
            .SumAsync(row => row.Debits - row.Credits, cancellationToken);
        return outstanding <= 0
            ? null
            : new ChainSeriesRow
            {
                IssueId = issue.Id,
                FirstCoupon = over + 1,
                Coupons = runs.Count(run => run.Kind == PaymentKind.Coupon) - over,
                Tokens = outstanding,
                PlannedAt = now,
            };
    }
}
