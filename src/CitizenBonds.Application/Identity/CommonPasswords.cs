using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CitizenBonds.Application.Identity;

/// <summary>Refuses passwords that are tried first by everybody: well-known long ones, one character or short pattern
/// repeated, and the person's own address or name.</summary>
public sealed class CommonPasswords : IPasswordValidator<PortalUser>
{
    /// <summary>Code of the refusal in an <see cref="IdentityResult"/>.</summary>
    public const string TooCommon = nameof(TooCommon);

    private const int PatternLengthMax = 4;

    // Known long favourites; anything shorter than the length rule is refused before it comes here.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "123456789012", "1234567890123", "12345678901234", "123456789012345", "1234567890123456", "0123456789012",
        "qwertyuiop12", "qwertyuiop123", "qwertyuiopasdf", "qwertyuiopasdfghjkl", "qwerty123456", "qwertyqwerty",
        "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "zaq12wsxcde3", "asdfghjkl123",
        "password1234", "password12345", "password123456", "passwordpassword", "password123!", "password2024",
        "password2025", "password2026", "mypassword123", "p@ssw0rd1234", "p@ssword1234", "passw0rd1234",
        "administrator", "adminadmin12", "administrator1", "welcome12345", "welcome123456", "letmeinletmein",
        "iloveyou1234", "iloveyouforever", "iloveyou12345", "changeme1234", "changemeplease", "sunshine1234",
        "princess1234", "football1234", "baseball1234", "dragon123456", "monkey123456", "superman1234",
        "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnop", "abcdefg12345", "abcd12345678", "abc123456789",
        "a1b2c3d4e5f6", "aa123456789a", "qazwsxedcrfv", "qazwsxedc123", "trustno1trustno1", "correcthorsebatterystaple",
        "citizenbonds", "citizenbonds1", "citizenbonds123", "citizen-bonds", "sakurasakura", "nipponnippon",
        "arigatougozaimasu", "konnichiwa123", "aishiteru1234", "himitsu12345", "doraemon1234", "pikachu12345",
        "takahashi1234", "yamamoto12345", "hanshintigers", "tokyotokyo12", "administrator123", "internet12345",
    };

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) =>
        Task.FromResult(IsTooCommon(password ?? "", user)
            ? IdentityResult.Failed(
                new IdentityError { Code = TooCommon, Description = "Among the first to be guessed." })
            : IdentityResult.Success);

    private static bool IsTooCommon(string password, PortalUser user) =>
        Known.Contains(password)
        || IsRepeatedPattern(password)
        || password.Equals(user.Email, StringComparison.OrdinalIgnoreCase)
        || password.Equals(user.DisplayName, StringComparison.OrdinalIgnoreCase);

    private static bool IsRepeatedPattern(string password)
    {
        for (var length = 1; length <= PatternLengthMax && length < password.Length; length++)
        {
            var pattern = password[..length];
            var isRepeated = true;
            for (var i = length; i < password.Length && isRepeated; i++)
                isRepeated = password[i] == pattern[i % length];
            if (isRepeated) return true;
        }

        return false;
    }
}
