using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <summary>
/// One investor's commands run one after another: each takes the investor's row first, before issues, applications and
/// accounts. The lock leaves room for rows that merely refer to the investor, such as a settlement's notices.
/// </summary>
internal static class InvestorLock
{
    /// <returns>Null when the person never opened an investor's account.</returns>
    public static Task<InvestorRow?> TakeAsync(
        PortalContext portal, Guid userId, CancellationToken cancellationToken) =>
        portal.Investors
            .FromSql($"select * from portal.investors where user_id = {userId} for no key update")
            .SingleOrDefaultAsync(cancellationToken);
}
