using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

public sealed record PaidHolders(long RunId, int Step, int Holders, long Yen);

/// <summary>
/// Pays the holders of one step of a started run in one transaction, which also marks the step paid: a crash repeats
/// nothing and skips nobody, and steps may be paid in any order and side by side.
/// </summary>
public sealed class PayHolders(CommandRunner commands)
{
    public Task<Outcome<PaidHolders>> ExecuteAsync(
        long runId, int step, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"pay-holders-{runId}-{step}");
        return commands.RunAsync(
            new Command(nameof(PayHolders), key, new { runId, step }, Actor: null, now),
            (portal, token) => PayAsync(portal, runId, step, now, token),
            cancellationToken);
    }

    /// <remarks>The run is not locked: it stays as it is until its last step is paid.</remarks>
    private static async Task<Outcome<PaidHolders>> PayAsync(
        PortalContext portal, long runId, int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = await portal.PaymentRuns.AsNoTracking().SingleAsync(row => row.Id == runId, cancellationToken);
        if (run.State != PaymentRunState.Paying) return Refusal.Of(PaymentRefusal.NotDue);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == run.IssueId, cancellationToken);
        var step = await StepOfAsync(portal, issue, run, number, now, cancellationToken);

        return await LedgerWriter.PayStepAsync(portal, step, cancellationToken) is { } paid
            ? new PaidHolders(runId, number, paid.Holders, paid.Yen)
            : Refusal.Of(PaymentRefusal.NotDue);
    }

    private static async Task<PaymentStep> StepOfAsync(
        PortalContext portal, IssueRow issue, PaymentRunRow run, int number, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var assetId = issue.AssetId ?? throw new InvalidOperationException($"Issue {issue.Id} pays without an asset.");
        var pool = run.PoolAccountId ?? throw new InvalidOperationException($"Run {run.Id} pays without a pool.");
        var isCoupon = run.Kind == PaymentKind.Coupon;
        return new PaymentStep(
            run.Id,
            number,
            issue.Id,
            assetId,
            pool,
            PaymentRuns.PaidReasonOf(run.Kind),
            PaymentRuns.ReferenceOf(run),
            now,
            isCoupon
                ? null
                : await AccountBook.OpenAsync(portal, AccountPlan.Issuance(issue.Id, assetId), cancellationToken));
    }
}
