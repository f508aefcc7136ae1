using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

/// <summary>What a started run will pay in all.</summary>
public sealed record StartedPayment(long RunId, long TotalYen, int Holders);

/// <summary>
/// Sets the whole sum of a payment aside from the issuer's account and writes down who is paid what, or
/// refuses and takes nothing. Tried again until the issuer's account can pay.
/// </summary>
public sealed class StartPayment(CommandRunner commands)
{
    public Task<Outcome<StartedPayment>> ExecuteAsync(
        long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"start-payment-{runId}");
        return commands.RunAsync(
            new Command(nameof(StartPayment), key, runId, Actor: null, now),
            (portal, token) => StartAsync(portal, runId, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<StartedPayment>> StartAsync(
        PortalContext portal, long runId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = await PaymentRuns.LockAsync(portal, runId, cancellationToken);
        if (run.State is not (PaymentRunState.Scheduled or PaymentRunState.Defaulted) || now < run.DueAt)
            return Refusal.Of(PaymentRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == run.IssueId, cancellationToken);
        var assetId = issue.AssetId ?? throw new InvalidOperationException($"Issue {issue.Id} pays without an asset.");
        if (issue.Product == BondProduct.IndexLinked
            && await IndexFixings.FixAsync(portal, run, cancellationToken) is { } waits) return waits;
        var amounts = new PaymentAmounts(IssueTerms.ScheduleOf(issue), run);
        var (holders, total) = await PaymentHolders.RecordAsync(
            portal, run.Kind, run.Id, issue.Id, assetId, run.RecordAt, amounts.YenFor, cancellationToken);
        var issuerCash = await AccountBook.OpenAsync(portal, AccountPlan.IssuerCash(issue.IssuerId), cancellationToken);
        var pool = await AccountBook.OpenAsync(portal, AccountPlan.PaymentPool(issue.Id), cancellationToken);

        Start(portal, run, issue, pool, total, holders, now);
        await portal.SaveChangesAsync(cancellationToken);
        var reason = PaymentRuns.FundingReasonOf(run.Kind);
        NewTransfer[] funding = total == 0
            ? []
            : [new(issuerCash, pool, total, reason, PaymentRuns.ReferenceOf(run), issue.Id)];
        if (await LedgerWriter.PostAsync(portal, funding, now, cancellationToken) is { } shortfall)
            return Refusal.Of(PaymentRefusal.IssuerCannotPay, ("missing", Money.FromYen(shortfall.Missing)));
        return new StartedPayment(run.Id, total, holders);
    }

    private static void Start(
        PortalContext portal, PaymentRunRow run, IssueRow issue, long pool, long total, int holders, DateTimeOffset now)
    {
        if (run.State == PaymentRunState.Defaulted)
        {
            portal.IssueEvents.Add(
                IssueEvents.Of(issue, IssueEventKind.DefaultCured, now, note: PaymentRuns.ReferenceOf(run)));
            Filings.Add(
                portal, issue, FilingKind.DefaultCured,
                new { payment = PaymentRuns.ReferenceOf(run), totalYen = total }, null, now);
        }

        run.State = PaymentRunState.Paying;
        run.PoolAccountId = pool;
        run.TotalYen = total;
        run.Holders = holders;
        run.StartedAt = now;
    }
}
