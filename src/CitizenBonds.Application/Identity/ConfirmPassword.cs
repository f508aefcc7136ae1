using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// Asks a person who is signed in for the password once more. Wrong guesses count as they do at signing in.
/// </summary>
public sealed class ConfirmPassword(UserManager<PortalUser> users)
{
    /// <returns>Why the person is not believed, or null.</returns>
    public async Task<ReauthenticationRefusal?> FindRefusalAsync(Guid userId, string password)
    {
        var user = await users.FindByIdAsync(userId.ToString());
        if (user is null || await users.IsLockedOutAsync(user)) return ReauthenticationRefusal.Locked;
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return ReauthenticationRefusal.PasswordWrong;
        }

        await users.ResetAccessFailedCountAsync(user);
        return null;
    }
}
