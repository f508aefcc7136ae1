using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Why a password was refused. When several apply, the first listed is reported.</summary>
public enum PasswordRefusal { TooShort, TooLong, TooCommon }

/// <summary>Length counts, composition does not: at least 12 characters and not one that everybody tries.</summary>
public static class PasswordRules
{
    public const int LengthMin = 12;

    /// <summary>Bounds the work of hashing.</summary>
    public const int LengthMax = 200;

    /// <returns>The refusal, or null when the password may be used.</returns>
    public static async Task<PasswordRefusal?> FindRefusalAsync(
        UserManager<PortalUser> users, PortalUser user, string? password)
    {
        if (password is null || password.Length < LengthMin) return PasswordRefusal.TooShort;
        if (password.Length > LengthMax) return PasswordRefusal.TooLong;
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, user, password);
            if (!result.Succeeded) return PasswordRefusal.TooCommon;
        }

        return null;
    }
}
