using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Outcome of choosing a new password by link.</summary>
public enum ResetOutcome { Done, LinkWorthless, PasswordTooShort, PasswordTooLong, PasswordTooCommon }

/// <summary>Sets a new password by the link of a letter, ends every session and any lock-out.</summary>
public sealed class ResetPassword(
    UserManager<PortalUser> users, IdentityContext identity, UserSessions sessions, IMessageOutbox outbox)
{
    public async Task<ResetOutcome> RunAsync(
        string? userId, string? tokenText, string password, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var id) || AccountLinks.TokenFromText(tokenText) is not { } token)
        {
            return ResetOutcome.LinkWorthless;
        }

        var user = await users.FindByIdAsync(id.ToString());
        if (user is null || user.ClosedAt is not null) return ResetOutcome.LinkWorthless;
        switch (await PasswordRules.FindRefusalAsync(users, user, password))
        {
            case PasswordRefusal.TooShort: return ResetOutcome.PasswordTooShort;
            case PasswordRefusal.TooLong: return ResetOutcome.PasswordTooLong;
            case PasswordRefusal.TooCommon: return ResetOutcome.PasswordTooCommon;
        }

        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        var result = await users.ResetPasswordAsync(user, token, password);
        if (!result.Succeeded) return ResetOutcome.LinkWorthless;
        IdentityResults.Require(await users.SetLockoutEndDateAsync(user, null));
        IdentityResults.Require(await users.ResetAccessFailedCountAsync(user));
        await outbox.AppendAsync(user.Id, AccountLetters.Changed(user, AccountChange.Password), cancellationToken);
        await sessions.EndAllAsync(user.Id, except: null, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return ResetOutcome.Done;
    }
}
