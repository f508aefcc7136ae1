using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>The state, in whose name the treasury issues.</summary>
internal static class NationalIssuer
{
    public static Task<IssuerRow?> FindAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.Issuers
            .Where(row => row.Kind == IssuerKind.NationalGovernment)
            .OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);

    public static async Task<IssuerRow> FindOrOpenAsync(PortalContext portal, CancellationToken cancellationToken) =>
        await FindAsync(portal, cancellationToken)
        ?? await NationalGovernment.EnsureAsync(portal, isInvented: false, cancellationToken);
}
