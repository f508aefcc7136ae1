using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace CitizenBonds.Application.Identity;

/// <summary>Addresses that letters point to. The base is the configured public address of the portal.</summary>
public sealed record AccountLinks(Uri PublicAddress)
{
    public Uri SignIn => new(PublicAddress, "account/sign-in");

    public Uri ConfirmEmail(Guid userId, string token) => WithToken("account/confirm-email", userId, token);

    public Uri ResetPassword(Guid userId, string token) => WithToken("account/reset-password", userId, token);

    /// <summary>Tokens travel as base64url; null when the text is not one, which a tampered link may cause.</summary>
    public static string? TokenFromText(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private Uri WithToken(string path, Guid userId, string token) =>
        new(PublicAddress,
            $"{path}?user={userId:N}&token={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}");
}
