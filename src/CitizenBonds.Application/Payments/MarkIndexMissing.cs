using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

/// <summary>
/// Publishes that a payment waits for a price of its index, and tells every holder, once. Moves no money; the payment
/// goes on by itself when the price is there.
/// </summary>
public sealed class MarkIndexMissing(CommandRunner commands)
{
    public Task<Outcome<MarkedDefault>> ExecuteAsync(
        long runId, IndexFault fault, string metal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"index-missing-{runId}");
        return commands.RunAsync(
            new Command(nameof(MarkIndexMissing), key, runId, Actor: null, now),
            (portal, token) => MarkAsync(portal, runId, fault, metal, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<MarkedDefault>> MarkAsync(
        PortalContext portal, long runId, IndexFault fault, string metal, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var run = await PaymentRuns.LockAsync(portal, runId, cancellationToken);
        if (run.State != PaymentRunState.Scheduled || run.IndexFault is not null || now < run.DueAt)
            return Refusal.Of(PaymentRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == run.IssueId, cancellationToken);

        (run.IndexFault, run.IndexMissing, run.IndexMissingSince) = (fault, metal, now);
        var reference = PaymentRuns.ReferenceOf(run);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.IndexMissing, now, note: reference));
        Filings.Add(
            portal, issue, FilingKind.IndexMissing,
            new { payment = reference, metal, fault = fault.ToString(), dueAt = run.DueAt }, dueOn: null, now);
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.notices (investor_id, kind, issue_id, created_at)
            select distinct owner_id, {(short)NoticeKind.IndexMissing}::smallint, {issue.Id}, {now.UtcDateTime}
            from portal.accounts
            where asset_id = {issue.AssetId} and owner_kind = {(short)AccountOwner.Investor} and credits > debits
            order by owner_id
            """,
            cancellationToken);
        return new MarkedDefault(runId);
    }
}
