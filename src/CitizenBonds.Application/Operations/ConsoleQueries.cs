using System.Text.Json;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <summary>What a worker did and which node does it now.</summary>
/// <param name="Holder">Null when no node holds the lease at the moment.</param>
/// <param name="LastFinishedAt">Null when it never had anything to do.</param>
/// <param name="LastError">Null when the last run went well.</param>
public sealed record WorkerLine(
    string Name, Guid? Holder, DateTimeOffset? LastFinishedAt, string? LastError, long ItemsDone);

/// <param name="Findings">Each a sentence; empty when the books were right.</param>
public sealed record AuditLine(
    long Id, DateTimeOffset RanAt, long Transfers, long Accounts, long Blocks, IReadOnlyList<string> Findings);

public sealed record PortalState(IReadOnlyList<WorkerLine> Workers, AuditLine? LastAudit, BlockView? Head);

/// <summary>How the portal runs, for those who look after it.</summary>
public sealed class ConsoleQueries(
    IDbContextFactory<PortalContext> contexts, IdentityContext identity, LedgerQueries ledger)
{
    public const int AuditsMax = 30;

    public async Task<WaitingWork> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return new WaitingWork(
            await portal.IdentityChecks.CountAsync(row => row.State == IdentityState.Waiting, cancellationToken),
            await portal.BankMovements.CountAsync(
                row => row.State == BankMovementState.Requested || row.State == BankMovementState.FirstApproved,
                cancellationToken),
            await identity.Emails.CountAsync(row => row.SentAt == null && row.Attempts > 0, cancellationToken),
            await portal.BankLines.CountAsync(
                row => row.State == BankLineState.InSuspense || row.State == BankLineState.Proposed,
                cancellationToken));
    }

    public async Task<PortalState> StateAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var leases = await portal.Leases.FromSql($"select * from portal.leases where expires_at > clock_timestamp()")
            .AsNoTracking().ToListAsync(cancellationToken);
        var states = await portal.WorkerStates.AsNoTracking().ToListAsync(cancellationToken);
        var names = leases.Select(lease => lease.Name).Union(states.Select(state => state.Name));
        var workers = names.Order(StringComparer.Ordinal).Select(name =>
        {
            var state = states.Find(state => state.Name == name);
            return new WorkerLine(
                name, leases.Find(lease => lease.Name == name)?.Holder, state?.LastFinishedAt, state?.LastError,
                state?.ItemsDone ?? 0);
        });
        var last = await portal.LedgerAudits.AsNoTracking()
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return new PortalState(
            [.. workers], last is null ? null : LineOf(last), await ledger.HeadAsync(cancellationToken));
    }

    /// <returns>The newest audits first.</returns>
    public async Task<IReadOnlyList<AuditLine>> AuditsAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.LedgerAudits.AsNoTracking()
            .OrderByDescending(row => row.Id).Take(AuditsMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(LineOf);
    }

    private static AuditLine LineOf(LedgerAuditRow row) => new(
        row.Id, row.RanAt, row.TransfersChecked, row.AccountsChecked, row.BlocksChecked,
        JsonSerializer.Deserialize<string[]>(row.Findings) ?? []);
}
