using System.Text.RegularExpressions;

namespace CitizenBonds.Testing;

/// <summary>Finds the link a letter of the portal asks to open.</summary>
public static partial class LetterLink
{
    public static (string User, string Token) Read(string letter)
    {
        var link = Pattern().Match(letter);
        return link.Success
            ? (link.Groups["user"].Value, link.Groups["token"].Value)
            : throw new InvalidOperationException("The letter holds no link:\n" + letter);
    }

    [GeneratedRegex(@"\?user=(?<user>[0-9a-f]{32})&token=(?<token>[\w-]+)")]
    private static partial Regex Pattern();
}
