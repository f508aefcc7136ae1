using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Ledger;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>Closes an account for good: refused while anything is owed either way, then every personal datum is erased.
/// The row stays, empty, so that the investor id in the ledger never gets another owner.</summary>
public sealed class CloseAccount(
    UserManager<PortalUser> users,
    IdentityContext identity,
    UserSessions sessions,
    IEnumerable<IAccountClosureCheck> checks,
    [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    /// <returns>The refusal that stands against closing now, or null.</returns>
    public async Task<ClosureRefusal?> FindRefusalAsync(Guid userId, CancellationToken cancellationToken)
    {
        var found = new List<ClosureRefusal>();
        foreach (var check in checks)
        {
            if (await check.FindRefusalAsync(userId, cancellationToken) is { } refusal) found.Add(refusal);
        }

        return found.Count == 0 ? null : found.Min();
    }

    /// <returns>The refusal, or null when the account is closed. Closing a closed account changes nothing.</returns>
    public async Task<ClosureRefusal?> RunAsync(Guid userId, CancellationToken cancellationToken)
    {
        var user = await users.FindByIdAsync(userId.ToString());
        if (user is null || user.ClosedAt is not null) return null;
        if (await FindRefusalAsync(userId, cancellationToken) is { } refusal) return refusal;

        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        Anonymise(user, time.GetUtcNow());
        IdentityResults.Require(await users.UpdateSecurityStampAsync(user));
        await EraseRowsAsync(userId, cancellationToken);
        await sessions.EndAllAsync(userId, except: null, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    private static void Anonymise(PortalUser user, DateTimeOffset now)
    {
        var nobody = $"closed-{user.Id:N}@closed.invalid";
        user.UserName = nobody;
        user.Email = nobody;
        user.EmailConfirmed = false;
        user.DisplayName = "-";
        user.PhoneNumber = null;
        user.PhoneNumberConfirmed = false;
        user.PasswordHash = null;
        user.TwoFactorEnabled = false;
        user.LockoutEnd = null;
        user.ClosedAt = now;
    }

    private async Task EraseRowsAsync(Guid userId, CancellationToken cancellationToken)
    {
        await identity.UserPasskeys.Where(p => p.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.ApiKeys.Where(k => k.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.UserLogins.Where(l => l.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.UserTokens.Where(t => t.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.UserClaims.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.Memberships.Where(m => m.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.Emails.Where(e => e.ToUser == userId).ExecuteDeleteAsync(cancellationToken);
        await identity.Database.ExecuteSqlAsync(
            $"delete from identity.identity_checks where user_id = {userId}", cancellationToken);
        await identity.Database.ExecuteSqlAsync(
            $"delete from identity.payout_accounts where user_id = {userId}", cancellationToken);
        await identity.Database.ExecuteSqlAsync(
            $"delete from identity.wallets where user_id = {userId}", cancellationToken);
        await identity.Database.ExecuteSqlAsync(
            $"delete from identity.wallet_questions where user_id = {userId}", cancellationToken);
        await identity.Database.ExecuteSqlAsync(
            $"""
            update portal.custody_movements m set wallet = '' from portal.investors i
            where m.investor_id = i.id and i.user_id = {userId}
            """,
            cancellationToken);
        await identity.Database.ExecuteSqlAsync(
            $"""
            update identity.bank_lines l set message = ''
            from portal.bank_movements m
            join portal.investors i on m.owner_kind = {(int)AccountOwner.Investor} and m.owner_id = i.id
            where l.movement_id = m.id and i.user_id = {userId}
            """,
            cancellationToken);
    }
}
