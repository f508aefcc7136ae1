using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Payments;

public sealed record MarkedDefault(long RunId);

/// <summary>
/// Publishes that an issuer's account could not pay on the due date, and tells every holder. Moves no money.
/// </summary>
public sealed class MarkDefault(CommandRunner commands)
{
    public Task<Outcome<MarkedDefault>> ExecuteAsync(
        long runId, Money missing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"mark-default-{runId}");
        return commands.RunAsync(
            new Command(nameof(MarkDefault), key, runId, Actor: null, now),
            (portal, token) => MarkAsync(portal, runId, missing, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<MarkedDefault>> MarkAsync(
        PortalContext portal, long runId, Money missing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = await PaymentRuns.LockAsync(portal, runId, cancellationToken);
        if (run.State != PaymentRunState.Scheduled || now < run.DueAt) return Refusal.Of(PaymentRefusal.NotDue);
        var issue = await portal.Issues.SingleAsync(row => row.Id == run.IssueId, cancellationToken);

        run.State = PaymentRunState.Defaulted;
        run.DefaultedAt = now;
        var reference = PaymentRuns.ReferenceOf(run);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.PaymentDefault, now, note: reference));
        Filings.Add(
            portal,
            issue,
            FilingKind.PaymentDefault,
            new { payment = reference, missingYen = missing.MinorUnits, dueAt = run.DueAt },
            dueOn: null,
            now);
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.notices (investor_id, kind, issue_id, created_at)
            select owner_id, {(short)NoticeKind.PaymentDelayed}, {issue.Id}, {now.UtcDateTime} from portal.accounts
            where asset_id = {issue.AssetId} and kind = {(short)AccountKind.Holding} and credits > debits order by id
            """,
            cancellationToken);
        return new MarkedDefault(runId);
    }
}
