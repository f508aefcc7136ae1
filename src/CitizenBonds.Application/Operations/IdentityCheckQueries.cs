using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <summary>What the operator needs to decide whether a person is who they say.</summary>
/// <param name="Residence">Null when the municipality is not among the portal's issuers.</param>
public sealed record IdentityCheckView(
    long Id, string FullName, DateOnly BirthDate, string Address, BothNames? Residence, DateTimeOffset RequestedAt);

public sealed class IdentityCheckQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int ChecksMax = 100;

    /// <returns>The oldest first.</returns>
    public async Task<IReadOnlyList<IdentityCheckView>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from check in portal.IdentityChecks.AsNoTracking()
            join issuer in portal.Issuers on check.ResidenceIssuerId equals issuer.Id into issuers
            from issuer in issuers.DefaultIfEmpty()
            where check.State == IdentityState.Waiting
            orderby check.Id
            select new { Check = check, Ja = (string?)issuer.NameJa, En = (string?)issuer.NameEn })
            .Take(ChecksMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new IdentityCheckView(
            row.Check.Id, row.Check.FullName, row.Check.BirthDate, row.Check.Address,
            row.Ja is null ? null : new BothNames(row.Ja, row.En ?? row.Ja), row.Check.RequestedAt));
    }
}
