using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

/// <param name="IsLast">No holder is left; the run can be finished.</param>
public sealed record PaidHolders(long RunId, int Holders, long Yen, bool IsLast);

/// <summary>
/// Pays the next holders of a started run in one transaction. Where the run stands is written in the same transaction,
/// so a crash repeats nothing and skips nobody.
/// </summary>
public sealed class PayHolders(CommandRunner commands)
{
    public const int AccountsPerStepMax = 100_000;

    /// <param name="afterAccountId">Where the caller believes the run stands; part of the key.</param>
    public Task<Outcome<PaidHolders>> ExecuteAsync(
        long runId, long afterAccountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"pay-holders-{runId}-{afterAccountId}");
        return commands.RunAsync(
            new Command(nameof(PayHolders), key, new { runId, afterAccountId }, Actor: null, now),
            (portal, token) => PayAsync(portal, runId, afterAccountId, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<PaidHolders>> PayAsync(
        PortalContext portal, long runId, long afterAccountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = await PaymentRuns.LockAsync(portal, runId, cancellationToken);
        if (run.State != PaymentRunState.Paying || run.PaidThroughAccountId != afterAccountId)
            return Refusal.Of(PaymentRefusal.NotDue);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == run.IssueId, cancellationToken);
        var chunk = await ChunkOfAsync(portal, issue, run, now, cancellationToken);

        var paid = await LedgerWriter.PayHoldersAsync(portal, chunk, cancellationToken);
        run.PaidThroughAccountId = paid.LastAccountId ?? run.PaidThroughAccountId;
        run.PaidYen += paid.YenPaid;
        run.PaidHolders += paid.HoldersPaid;
        return new PaidHolders(runId, paid.HoldersPaid, paid.YenPaid, paid.LastAccountId is null);
    }

    private static async Task<PaymentChunk> ChunkOfAsync(
        PortalContext portal, IssueRow issue, PaymentRunRow run, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var assetId = issue.AssetId ?? throw new InvalidOperationException($"Issue {issue.Id} pays without an asset.");
        var pool = run.PoolAccountId ?? throw new InvalidOperationException($"Run {run.Id} pays without a pool.");
        var holders = await LedgerWriter.CountHoldersByQuantityAsync(
            portal, issue.Id, assetId, run.RecordAt, cancellationToken);
        var isCoupon = run.Kind == PaymentKind.Coupon;
        return new PaymentChunk(
            issue.Id,
            assetId,
            run.RecordAt,
            pool,
            run.PaidThroughAccountId,
            AccountsPerStepMax,
            PaymentAmounts.For(issue, run, holders.Keys),
            isCoupon ? LedgerReason.CouponPaid : LedgerReason.RedemptionPaid,
            PaymentRuns.ReferenceOf(run),
            now,
            isCoupon
                ? null
                : await AccountBook.OpenAsync(portal, AccountPlan.Issuance(issue.Id, assetId), cancellationToken));
    }
}
