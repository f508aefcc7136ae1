using System.Globalization;
using System.Security.Claims;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitizenBonds.Application.Identity;

/// <summary>Builds the signed-in principal: user id, name to show, roles and, for issuer staff, the issuer.</summary>
public sealed class PortalClaimsFactory(
    UserManager<PortalUser> users, IOptions<IdentityOptions> options, IdentityContext identity)
    : UserClaimsPrincipalFactory<PortalUser>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var claims = await base.GenerateClaimsAsync(user);
        claims.AddClaim(new(PortalClaims.DisplayName, user.DisplayName));
        var memberships = await identity.Memberships.AsNoTracking()
            .Where(membership => membership.UserId == user.Id)
            .ToListAsync(CancellationToken.None);
        foreach (var role in memberships.Select(membership => membership.Role).Order())
        {
            claims.AddClaim(new(PortalClaims.Role, role.ToString()));
        }

        var issuer = memberships.Select(membership => membership.IssuerId).FirstOrDefault(id => id is not null);
        if (issuer is { } id) claims.AddClaim(new(PortalClaims.Issuer, id.ToString(CultureInfo.InvariantCulture)));
        return claims;
    }
}
