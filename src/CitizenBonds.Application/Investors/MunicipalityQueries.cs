using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <summary>The places of residence the portal knows.</summary>
public sealed class MunicipalityQueries(IDbContextFactory<PortalContext> contexts)
{
    private const int PlacesMax = 3_000;

    public async Task<IReadOnlyList<(string Code, BothNames Name)>> AllAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.Issuers.AsNoTracking()
            .Where(row => row.Kind == IssuerKind.Municipality || row.Kind == IssuerKind.DesignatedCity)
            .OrderBy(row => row.Prefecture).ThenBy(row => row.Code)
            .Take(PlacesMax)
            .Select(row => new { row.Code, row.NameJa, row.NameEn })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Code, new BothNames(row.NameJa, row.NameEn)));
    }
}
