using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Who is asking. Made from the signed-in principal only, never from an address or a form field.</summary>
/// <param name="IssuerId">The issuer an officer or approver acts for; null for everybody else.</param>
public sealed record Actor(Guid UserId, IReadOnlySet<PortalRole> Roles, long? IssuerId)
{
    public bool Is(PortalRole role) => Roles.Contains(role);
}
