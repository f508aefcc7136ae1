using CitizenBonds.Data;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <param name="Versions">Oldest first; at least one.</param>
public sealed record PolicyDesk(IReadOnlyList<CreditPolicy> Versions, CreditPolicy InForce)
{
    public CreditPolicy Latest => Versions[^1];
}

/// <summary>The versions of the credit policy for the treasury.</summary>
public sealed class PolicyQueries(IDbContextFactory<PortalContext> contexts)
{
    public async Task<PolicyDesk> DeskAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return new(
            await CreditPolicies.AllAsync(portal, cancellationToken),
            await CreditPolicies.InForceAsync(portal, now, cancellationToken));
    }
}
