using System.Globalization;
using System.Security.Claims;
using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Names of the claims a portal cookie carries, and the only place that reads them.</summary>
public static class PortalClaims
{
    public const string UserId = "sub";
    public const string UserName = "name";
    public const string DisplayName = "display_name";
    public const string Role = "role";
    public const string Issuer = "issuer";
    public const string Session = "session";
    public const string SecurityStamp = "stamp";

    /// <exception cref="InvalidOperationException">Nobody is signed in: the caller's route lacks a policy.</exception>
    public static Actor GetActor(this ClaimsPrincipal principal)
    {
        var userId = principal.FindUserId()
            ?? throw new InvalidOperationException("An actor was asked for where nobody is signed in.");
        var roles = principal.FindAll(Role).Select(claim => Enum.Parse<PortalRole>(claim.Value)).ToHashSet();
        var issuer = principal.FindFirst(Issuer)?.Value;
        return new(userId, roles, issuer is null ? null : long.Parse(issuer, CultureInfo.InvariantCulture));
    }

    /// <returns>Null when nobody is signed in.</returns>
    public static Guid? FindUserId(this ClaimsPrincipal principal) => FindGuid(principal, UserId);

    /// <returns>Null when nobody is signed in.</returns>
    public static Guid? FindSessionId(this ClaimsPrincipal principal) => FindGuid(principal, Session);

    private static Guid? FindGuid(ClaimsPrincipal principal, string type) =>
        Guid.TryParse(principal.FindFirst(type)?.Value, out var id) ? id : null;
}
