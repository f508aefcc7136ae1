using System.Net.Mail;

namespace CitizenBonds.Application.Identity;

/// <summary>Whether a text can be an e-mail address; only a letter that arrives proves that it is one.</summary>
public static class EmailAddress
{
    public const int LengthMax = 254;

    public static bool IsWellFormed(string? text) =>
        text is { Length: > 2 and <= LengthMax }
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);
}
