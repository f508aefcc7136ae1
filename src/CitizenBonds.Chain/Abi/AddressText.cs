using System.Text;

namespace CitizenBonds.Chain.Abi;

/// <summary>Addresses as people read them: capitals in the digits tell a slip of the pen (EIP-55).</summary>
public static class AddressText
{
    private const int Digits = 40;

    /// <param name="address">0x and forty digits.</param>
    public static string WithCapitals(string address)
    {
        var digits = address[2..].ToLowerInvariant();
        var hash = Convert.ToHexString(Keccak256.Hash(Encoding.ASCII.GetBytes(digits)));
        return "0x" + string.Concat(digits.Select(
            (digit, i) => hash[i] >= '8' ? char.ToUpperInvariant(digit) : digit));
    }

    /// <returns>The address with its capitals; null when it is none, or has capitals that do not fit.</returns>
    public static string? Read(string? text)
    {
        var typed = (text ?? "").Trim();
        if (!typed.StartsWith("0x", StringComparison.Ordinal) || typed.Length != 2 + Digits) return null;
        if (!typed.Skip(2).All(char.IsAsciiHexDigit)) return null;
        var right = WithCapitals(typed);
        var isPlain = !typed[2..].Any(char.IsAsciiLetterUpper) || !typed[2..].Any(char.IsAsciiLetterLower);
        return isPlain || typed == right ? right : null;
    }
}
