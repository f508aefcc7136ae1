using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// Writes the letter with the link to choose a new password, or, for an address not yet confirmed, the one that
/// confirms it. Says nothing about whether the address is known.
/// </summary>
public sealed class RequestPasswordReset(
    UserManager<PortalUser> users, IMessageOutbox outbox, [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    /// <returns>Number of the letter; null when none was written. Only the demonstration may use it, and only where the
    /// person has shown a right password.</returns>
    public async Task<long?> RunAsync(string email, AccountLinks links, CancellationToken cancellationToken)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        if (user is null || user.ClosedAt is not null) return null;
        var letter = user.EmailConfirmed
            ? AccountLetters.ResetPassword(
                user,
                links.ResetPassword(user.Id, await users.GeneratePasswordResetTokenAsync(user)),
                time.GetUtcNow())
            : AccountLetters.ConfirmEmail(
                user,
                links.ConfirmEmail(user.Id, await users.GenerateEmailConfirmationTokenAsync(user)),
                time.GetUtcNow());
        return await outbox.AppendAsync(user.Id, letter, cancellationToken);
    }
}
