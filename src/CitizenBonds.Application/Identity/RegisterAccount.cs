using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CitizenBonds.Application.Identity;

/// <summary>What a newcomer typed.</summary>
/// <param name="Language">"en" or "ja".</param>
public sealed record NewAccount(string Email, string DisplayName, string Password, string Language);

/// <summary>
/// Why a registration was refused. When several apply, the first listed is reported. That an address is taken is not
/// among them: the answer is the same, and a letter tells the owner.
/// </summary>
public enum RegistrationRefusal
{
    EmailMalformed,
    DisplayNameMissing,
    DisplayNameTooLong,
    PasswordTooShort,
    PasswordTooLong,
    PasswordTooCommon,
}

/// <summary>Opens an account for a citizen, and writes the letter that asks to confirm the address. A crash between
/// the two loses only the letter: registering again, or asking for a new password, writes it.</summary>
public sealed class RegisterAccount(
    UserManager<PortalUser> users,
    IdentityContext identity,
    IMessageOutbox outbox,
    [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    public const int DisplayNameLengthMax = 100;

    /// <param name="LetterId">Number of the letter that was written, for the demonstration's mailbox.</param>
    public readonly record struct Result(RegistrationRefusal? Refusal, long? LetterId);

    public async Task<Result> RunAsync(NewAccount account, AccountLinks links, CancellationToken cancellationToken)
    {
        var user = new PortalUser
        {
            Id = Guid.NewGuid(),
            UserName = account.Email.Trim(),
            Email = account.Email.Trim(),
            DisplayName = account.DisplayName.Trim(),
            Language = account.Language == "ja" ? "ja" : "en",
            CreatedAt = time.GetUtcNow(),
        };
        if (await FindRefusalAsync(user, account.Password) is { } refusal) return new(refusal, null);

        // Both ways cost one password hash, so that the time of the answer does not tell whether the address is taken.
        user.PasswordHash = users.PasswordHasher.HashPassword(user, account.Password);
        if (await users.FindByEmailAsync(user.Email) is null && await TryStoreAsync(user, cancellationToken))
        {
            return new(null, await WriteConfirmationAsync(user, links, cancellationToken));
        }

        var existing = await users.FindByEmailAsync(user.Email);
        return new(null, existing is null ? null : await RemindAsync(existing, links, cancellationToken));
    }

    private async Task<RegistrationRefusal?> FindRefusalAsync(PortalUser user, string password)
    {
        if (!EmailAddress.IsWellFormed(user.Email)) return RegistrationRefusal.EmailMalformed;
        if (user.DisplayName.Length == 0) return RegistrationRefusal.DisplayNameMissing;
        if (user.DisplayName.Length > DisplayNameLengthMax) return RegistrationRefusal.DisplayNameTooLong;
        return await PasswordRules.FindRefusalAsync(users, user, password) switch
        {
            null => null,
            PasswordRefusal.TooShort => RegistrationRefusal.PasswordTooShort,
            PasswordRefusal.TooLong => RegistrationRefusal.PasswordTooLong,
            _ => RegistrationRefusal.PasswordTooCommon,
        };
    }

    /// <returns>False when the same form was sent twice at once and the other one won.</returns>
    private async Task<bool> TryStoreAsync(PortalUser user, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
            var result = await users.CreateAsync(user);
            if (result.Errors.Any(error => error.Code.StartsWith("Duplicate", StringComparison.Ordinal))) return false;
            IdentityResults.Require(result);
            identity.Memberships.Add(new Membership { UserId = user.Id, Role = PortalRole.Citizen });
            await identity.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
        })
        {
            identity.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<long?> RemindAsync(
        PortalUser existing, AccountLinks links, CancellationToken cancellationToken) =>
        existing.EmailConfirmed
            ? await outbox.AppendAsync(
                existing.Id, AccountLetters.AlreadyRegistered(
                    existing, links.SignIn, time.GetUtcNow()), cancellationToken)
            : await WriteConfirmationAsync(existing, links, cancellationToken);

    private async Task<long?> WriteConfirmationAsync(
        PortalUser user, AccountLinks links, CancellationToken cancellationToken)
    {
        var link = links.ConfirmEmail(user.Id, await users.GenerateEmailConfirmationTokenAsync(user));
        return await outbox.AppendAsync(
            user.Id, AccountLetters.ConfirmEmail(user, link, time.GetUtcNow()), cancellationToken);
    }
}
