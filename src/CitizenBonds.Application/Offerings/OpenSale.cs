using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// A sale as those who apply see it: many share it, and its settlement waits for them and they for it.
/// </summary>
internal static class OpenSale
{
    /// <returns>Null when there is no such issue or its sale is not announced, or settled already.</returns>
    public static async Task<IssueRow?> LockAsync(
        PortalContext portal, long issueId, CancellationToken cancellationToken)
    {
        var issue = await portal.Issues
            .FromSql($"select * from portal.issues where id = {issueId} for share")
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        return issue is { State: IssueState.Announced } ? issue : null;
    }
}
