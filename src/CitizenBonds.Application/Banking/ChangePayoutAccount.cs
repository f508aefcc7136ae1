using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Banking;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Banking;

/// <summary>Why the person is not believed to be the owner, in order of precedence.</summary>
public enum ReauthenticationRefusal
{
    /// <summary>Too many wrong guesses; nothing is accepted for a while.</summary>
    Locked = 1,
    PasswordWrong,
}

/// <param name="Kind">As typed; zero for none.</param>
public sealed record ChangePayoutAccountCommand(
    string? BankCode, string? BranchCode, PayoutAccountKind Kind, string? Number, string? Holder);

/// <summary>
/// The citizen's own way to register or change the bank account: an open session is not enough, the password is asked
/// for again, so that a phone left unlocked cannot redirect money.
/// </summary>
public sealed class ChangePayoutAccount(UserManager<PortalUser> users, RegisterPayoutAccount register)
{
    public async Task<Outcome<RegisteredPayoutAccount>> ExecuteAsync(
        ChangePayoutAccountCommand command, string password, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (account, refusal) = PayoutAccount.Read(
            command.BankCode, command.BranchCode, command.Kind, command.Number, command.Holder);
        if (account is null) return Refusal.Of(refusal!.Value); // Either the account or the refusal is there.
        var user = await users.FindByIdAsync(actor.ToString());
        if (user is null || await users.IsLockedOutAsync(user)) return Refusal.Of(ReauthenticationRefusal.Locked);
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return Refusal.Of(ReauthenticationRefusal.PasswordWrong);
        }

        await users.ResetAccessFailedCountAsync(user);
        return await register.ExecuteAsync(account, key, actor, now, cancellationToken);
    }
}
