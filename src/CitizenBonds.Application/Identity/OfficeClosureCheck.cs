using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Identity;

/// <summary>Whoever acts for an issuer or the portal leaves that office before closing the account.</summary>
public sealed class OfficeClosureCheck(IdentityContext identity) : IAccountClosureCheck
{
    public async Task<ClosureRefusal?> FindRefusalAsync(Guid userId, CancellationToken cancellationToken)
    {
        var investorRoles = Policies.RolesByPolicy[Policies.Investor];
        var holdsOffice = await identity.Memberships
            .AnyAsync(m => m.UserId == userId && !investorRoles.Contains(m.Role), cancellationToken);
        return holdsOffice ? ClosureRefusal.HoldsOffice : null;
    }
}
