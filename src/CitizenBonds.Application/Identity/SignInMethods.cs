using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Passkeys, the authenticator app and recovery codes of a signed-in person. Every change of them is told by
/// letter, in the same transaction.</summary>
public sealed class SignInMethods(UserManager<PortalUser> users, IdentityContext identity, IMessageOutbox outbox)
{
    public const int PasskeysMax = 20;

    public const int PasskeyNameLengthMax = 60;

    private const int RecoveryCodeCount = 10;

    /// <returns>False when the person has as many passkeys as one may have.</returns>
    public async Task<bool> AddPasskeyAsync(
        PortalUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if ((await users.GetPasskeysAsync(user)).Count >= PasskeysMax) return false;
        await ChangeAsync(
            user, AccountChange.PasskeyAdded, () => users.AddOrUpdatePasskeyAsync(user, passkey), cancellationToken);
        return true;
    }

    /// <returns>False when the person has no such passkey.</returns>
    public async Task<bool> RenamePasskeyAsync(PortalUser user, byte[] credentialId, string name)
    {
        if (await users.GetPasskeyAsync(user, credentialId) is not { } passkey) return false;
        passkey.Name = name.Length <= PasskeyNameLengthMax ? name : name[..PasskeyNameLengthMax];
        IdentityResults.Require(await users.AddOrUpdatePasskeyAsync(user, passkey));
        return true;
    }

    /// <returns>False when the person has no such passkey.</returns>
    public async Task<bool> RemovePasskeyAsync(
        PortalUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await users.GetPasskeyAsync(user, credentialId) is null) return false;
        await ChangeAsync(
            user, AccountChange.PasskeyRemoved, () => users.RemovePasskeyAsync(user, credentialId), cancellationToken);
        return true;
    }

    /// <summary>The secret the authenticator app is to hold; made when there is none yet.</summary>
    public async Task<string> EnsureAuthenticatorKeyAsync(PortalUser user)
    {
        if (await users.GetAuthenticatorKeyAsync(user) is { Length: > 0 } present) return present;
        IdentityResults.Require(await users.ResetAuthenticatorKeyAsync(user));
        return await users.GetAuthenticatorKeyAsync(user) ?? throw new InvalidOperationException("No key was stored.");
    }

    /// <returns>Recovery codes to write down; null when the code is not what the app shows now.</returns>
    public async Task<IReadOnlyList<string>?> TurnAuthenticatorOnAsync(
        PortalUser user, string code, CancellationToken cancellationToken)
    {
        var digits = Digits(code);
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, digits))
            return null;
        IReadOnlyList<string> codes = [];
        await ChangeAsync(
            user,
            AccountChange.AuthenticatorAdded,
            async () =>
            {
                codes = await GenerateCodesAsync(user);
                return await users.SetTwoFactorEnabledAsync(user, true);
            },
            cancellationToken);
        return codes;
    }

    /// <summary>Turning it off also forgets the secret: a later set-up starts with a new one.</summary>
    /// <returns>False when the password is wrong or too many wrong ones were tried.</returns>
    public async Task<bool> TurnAuthenticatorOffAsync(
        PortalUser user, string password, CancellationToken cancellationToken)
    {
        if (await users.IsLockedOutAsync(user)) return false;
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return false;
        }

        await ChangeAsync(
            user,
            AccountChange.AuthenticatorRemoved,
            async () =>
            {
                IdentityResults.Require(await users.SetTwoFactorEnabledAsync(user, false));
                return await users.ResetAuthenticatorKeyAsync(user);
            },
            cancellationToken);
        return true;
    }

    /// <summary>New recovery codes; the old ones stop working.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(
        PortalUser user, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> codes = [];
        await ChangeAsync(
            user,
            AccountChange.RecoveryCodes,
            async () =>
            {
                codes = await GenerateCodesAsync(user);
                return await users.UpdateAsync(user);
            },
            cancellationToken);
        return codes;
    }

    /// <summary>What a person types between the digits of a code does not matter.</summary>
    public static string Digits(string? code) => new([.. (code ?? "").Where(char.IsAsciiDigit)]);

    private async Task<IReadOnlyList<string>> GenerateCodesAsync(PortalUser user) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodeCount) ?? []];

    private async Task ChangeAsync(
        PortalUser user, AccountChange change, Func<Task<IdentityResult>> apply, CancellationToken cancellationToken)
    {
        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        IdentityResults.Require(await apply());
        await outbox.AppendAsync(user.Id, AccountLetters.Changed(user, change), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
