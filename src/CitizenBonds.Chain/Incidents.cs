using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain;

/// <summary>Keeps what is wrong with the chain where people see it, until it is right again.</summary>
public sealed class Incidents(IDbContextFactory<PortalContext> contexts)
{
    public async Task ReportAsync(
        ChainIncidentKind kind, string subject, string detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.chain_incidents as i (kind, subject, detail, first_seen_at, last_seen_at)
            values ({(short)kind}, {subject}, {detail}, {now.UtcDateTime}, {now.UtcDateTime})
            on conflict (kind, subject) do update set detail = excluded.detail, last_seen_at = excluded.last_seen_at,
                first_seen_at = case when i.resolved_at is null then i.first_seen_at else excluded.first_seen_at end,
                resolved_at = null
            """,
            cancellationToken);
    }

    public Task ResolveAsync(
        ChainIncidentKind kind, string subject, DateTimeOffset now, CancellationToken cancellationToken) =>
        ResolveAllAsync(kind, [subject], now, cancellationToken);

    public async Task ResolveAllAsync(
        ChainIncidentKind kind, IReadOnlyList<string> subjects, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.ChainIncidents
            .Where(row => row.Kind == kind && subjects.Contains(row.Subject) && row.ResolvedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ResolvedAt, now), cancellationToken);
    }

    /// <summary>Lets go of what was told once and needs no end: it was seen long enough.</summary>
    public async Task ExpireAsync(
        ChainIncidentKind kind, DateTimeOffset seenBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.ChainIncidents
            .Where(row => row.Kind == kind && row.LastSeenAt < seenBefore && row.ResolvedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ResolvedAt, now), cancellationToken);
    }

    public async Task<bool> IsOpenAsync(
        ChainIncidentKind kind, string subject, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.ChainIncidents.AnyAsync(
            row => row.Kind == kind && row.Subject == subject && row.ResolvedAt == null, cancellationToken);
    }
}
