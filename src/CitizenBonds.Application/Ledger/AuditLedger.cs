using System.Globalization;
using System.Text.Json;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Application.Ledger;

/// <param name="Findings">Each a sentence; empty when the books are right.</param>
public sealed record LedgerAuditResult(
    DateTimeOffset RanAt, long Transfers, long Accounts, long Blocks, IReadOnlyList<string> Findings);

/// <summary>
/// Recomputes the ledger from its transfers, once a night and on demand: totals of every account, balances, one asset a
/// transfer, gapless numbers, tokens issued less redeemed, and every sealed block.
/// </summary>
public sealed class AuditLedger(IDbContextFactory<PortalContext> contexts) : IWorker
{
    private const int FindingsMax = 100;
    private const int NightHour = 3;

    public string Name => "ledger-audit";

    public TimeSpan Pause => TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await portal.LedgerAudits.AsNoTracking().OrderByDescending(row => row.Id)
            .Select(row => (DateTimeOffset?)row.RanAt).FirstOrDefaultAsync(cancellationToken);
        var due = PortalTime.EndOf(PortalTime.DayOf(now).AddDays(-1)).AddHours(NightHour);
        if (now < due || last >= due) return 0;
        await ExecuteAsync(now, cancellationToken);
        return 1;
    }

    public async Task<LedgerAuditResult> ExecuteAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        // One snapshot for all questions, or a posting in between would look like a fault.
        await using var transaction = await portal.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var findings = new List<string>();
        foreach (var (sql, sentence) in LedgerQuestions.All)
        {
            var rows = await portal.Database.GetDbConnection().QueryAsync<string>(new CommandDefinition(
                sql, new { Max = FindingsMax }, transaction.GetDbTransaction(), cancellationToken: cancellationToken));
            findings.AddRange(rows.Select(row => string.Format(CultureInfo.InvariantCulture, sentence, row)));
        }

        findings.AddRange(await BlockAudit.FindAsync(portal, FindingsMax, cancellationToken));
        var result = new LedgerAuditResult(
            now,
            await portal.Transfers.LongCountAsync(cancellationToken),
            await portal.Accounts.LongCountAsync(cancellationToken),
            await portal.Blocks.LongCountAsync(cancellationToken),
            findings);
        await transaction.CommitAsync(cancellationToken);
        await RecordAsync(portal, result, cancellationToken);
        return result;
    }

    private static async Task RecordAsync(
        PortalContext portal, LedgerAuditResult result, CancellationToken cancellationToken)
    {
        portal.LedgerAudits.Add(new LedgerAuditRow
        {
            RanAt = result.RanAt,
            TransfersChecked = result.Transfers,
            AccountsChecked = result.Accounts,
            BlocksChecked = result.Blocks,
            Findings = JsonSerializer.Serialize(result.Findings),
        });
        await portal.SaveChangesAsync(cancellationToken);
    }
}
