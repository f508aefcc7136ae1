using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>
/// The stored versions of the credit policy. Every decision, limit and tier is read from the version in force on its
/// day; the policy in code is only what the first version is written from.
/// </summary>
public static class CreditPolicies
{
    /// <summary>The version in force, for a use case that writes its number down.</summary>
    public static async Task<CreditPolicy> EnsurePublishedAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EnsureFirstAsync(portal, now, cancellationToken);
        return await InForceAsync(portal, now, cancellationToken);
    }

    /// <summary>The version in force, for whoever only reads; before the first is stored, the one it will be.</summary>
    public static async Task<CreditPolicy> InForceAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = PortalTime.DayOf(now);
        var versions = await AllAsync(portal, cancellationToken);
        return CreditPolicy.InForceOn(versions, today)
            ?? throw new InvalidOperationException($"No credit policy is in force on {today:O}.");
    }

    /// <returns>All versions, oldest first; at least one.</returns>
    public static async Task<IReadOnlyList<CreditPolicy>> AllAsync(
        PortalContext portal, CancellationToken cancellationToken)
    {
        var rows = await portal.CreditPolicies.AsNoTracking()
            .OrderBy(row => row.Version)
            .ToListAsync(cancellationToken);
        return rows.Count == 0
            ? [CreditPolicy.Default]
            : rows.ConvertAll(row => CreditPolicyDocument.Read(row.Version, row.EffectiveFrom, row.Body));
    }

    /// <summary>Writes the first version down once, so that later ones and issues can refer to it.</summary>
    public static Task<int> EnsureFirstAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = CreditPolicy.Default;
        var body = CreditPolicyDocument.Write(first);
        return portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.credit_policies (version, effective_from, body, published_at)
            values ({first.Version}, {first.EffectiveFrom}, cast({body} as jsonb), {now.UtcDateTime})
            on conflict (version) do nothing
            """,
            cancellationToken);
    }
}
