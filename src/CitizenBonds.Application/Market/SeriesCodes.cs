using System.Collections.Concurrent;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>
/// The ISIN of a series and back. A pair that was settled once never changes, so each is asked for once.
/// </summary>
public sealed class SeriesCodes(IDbContextFactory<PortalContext> contexts)
{
    private readonly ConcurrentDictionary<string, long> _idOf = new(StringComparer.Ordinal);

    /// <returns>Null when no such bond was ever settled.</returns>
    public async Task<long?> FindAsync(string isin, CancellationToken cancellationToken)
    {
        if (_idOf.TryGetValue(isin, out var known)) return known;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await portal.Issues
            .Where(row => row.Isin == isin && (row.State == IssueState.Live || row.State == IssueState.Redeemed))
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (found is { } id) _idOf[isin] = id;
        return found;
    }
}
