using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Why a password was not changed. When several apply, the first listed is reported.</summary>
public enum PasswordChangeRefusal
{
    /// <summary>Too many wrong guesses of the present password; nothing is accepted for a while.</summary>
    Locked,

    PresentPasswordWrong,
    TooShort,
    TooLong,
    TooCommon,
}

/// <summary>Changes the password of a signed-in person and signs out every other browser.</summary>
public sealed class ChangePassword(
    UserManager<PortalUser> users, IdentityContext identity, UserSessions sessions, IMessageOutbox outbox)
{
    /// <param name="keptSession">The session that asks; it stays.</param>
    public async Task<PasswordChangeRefusal?> RunAsync(
        PortalUser user, string present, string wanted, Guid? keptSession, CancellationToken cancellationToken)
    {
        if (await users.IsLockedOutAsync(user)) return PasswordChangeRefusal.Locked;
        if (!await users.CheckPasswordAsync(user, present))
        {
            await users.AccessFailedAsync(user);
            return PasswordChangeRefusal.PresentPasswordWrong;
        }

        switch (await PasswordRules.FindRefusalAsync(users, user, wanted))
        {
            case PasswordRefusal.TooShort: return PasswordChangeRefusal.TooShort;
            case PasswordRefusal.TooLong: return PasswordChangeRefusal.TooLong;
            case PasswordRefusal.TooCommon: return PasswordChangeRefusal.TooCommon;
        }

        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        IdentityResults.Require(await users.ChangePasswordAsync(user, present, wanted));
        IdentityResults.Require(await users.ResetAccessFailedCountAsync(user));
        await outbox.AppendAsync(user.Id, AccountLetters.Changed(user, AccountChange.Password), cancellationToken);
        await sessions.EndAllAsync(user.Id, keptSession, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }
}
