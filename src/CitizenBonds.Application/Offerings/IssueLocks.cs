using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// Locks for the issuer's use cases, in one order: issuer, draft, issue. The issuer's row makes two issues that would
/// both fit alone wait for each other.
/// </summary>
internal static class IssueLocks
{
    public static Task<int> IssuerAsync(PortalContext portal, long issuerId, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlAsync(
            $"select 1 from portal.issuers where id = {issuerId} for no key update", cancellationToken);

    /// <returns>Null when the draft does not exist or is another issuer's.</returns>
    public static Task<IssueDraftRow?> DraftAsync(
        PortalContext portal, long draftId, Actor actor, CancellationToken cancellationToken) =>
        portal.IssueDrafts
            .FromSql($"select * from portal.issue_drafts where id = {draftId} for update")
            .Where(row => row.IssuerId == actor.IssuerId)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Locks the issue and, before it, its issuer.</summary>
    /// <returns>Null when the issue does not exist or the actor has no say in it.</returns>
    public static async Task<IssueRow?> IssueAsync(
        PortalContext portal, long issueId, Actor actor, CancellationToken cancellationToken)
    {
        var issuerId = await portal.Issues
            .Where(row => row.Id == issueId).Select(row => (long?)row.IssuerId).SingleOrDefaultAsync(cancellationToken);
        if (issuerId is not { } owner || !MayActFor(actor, owner)) return null;
        await IssuerAsync(portal, owner, cancellationToken);
        return await portal.Issues
            .FromSql($"select * from portal.issues where id = {issueId} for update")
            .SingleAsync(cancellationToken);
    }

    private static bool MayActFor(Actor actor, long issuerId) =>
        actor.IssuerId == issuerId || actor.Is(PortalRole.Treasury);
}
