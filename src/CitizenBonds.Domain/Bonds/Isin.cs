using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// An International Securities Identification Number (ISO 6166): two letters, nine letters or digits, a check digit.
/// </summary>
public sealed record Isin
{
    /// <summary>Marks a number of our own, used until the numbering agency has given the real one.</summary>
    public const string ProvisionalPrefix = "XT";

    public const long ProvisionalNumberMax = 999_999_999;
    private const int Length = 12;

    private Isin(string code) => Code = code;

    /// <summary>Twelve characters, upper case.</summary>
    public string Code { get; }

    public bool IsProvisional => Code.StartsWith(ProvisionalPrefix, StringComparison.Ordinal);

    /// <param name="text">Upper case, without spaces.</param>
    /// <returns>False when the form or the check digit is wrong.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Isin? isin)
    {
        isin = null;
        if (text is not { Length: Length }) return false;
        for (var i = 0; i < Length; i++)
        {
            var isLegal = i < 2 ? char.IsAsciiLetterUpper(text[i])
                : i < Length - 1 ? char.IsAsciiLetterUpper(text[i]) || char.IsAsciiDigit(text[i])
                : char.IsAsciiDigit(text[i]);
            if (!isLegal) return false;
        }

        if (text[^1] - '0' != CheckDigit(text.AsSpan(0, Length - 1))) return false;
        isin = new(text);
        return true;
    }

    /// <param name="number">0 to <see cref="ProvisionalNumberMax"/>.</param>
    public static Isin ForProvisional(long number)
    {
        Guard.NotNegative(number, nameof(number));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, ProvisionalNumberMax);
        var body = ProvisionalPrefix + number.ToString("D9", CultureInfo.InvariantCulture);
        return new(body + CheckDigit(body).ToString(CultureInfo.InvariantCulture));
    }

    public override string ToString() => Code;

    /// <summary>
    /// Letters become two digits (A is 10); then every second digit from the right is doubled (ISO 6166, annex).
    /// </summary>
    private static int CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        var isDoubled = true;
        for (var i = body.Length - 1; i >= 0; i--)
        {
            var value = char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10;
            do
            {
                var digit = value % 10 * (isDoubled ? 2 : 1);
                sum += digit / 10 + digit % 10;
                isDoubled = !isDoubled;
                value /= 10;
            }
            while (value > 0);
        }

        return (10 - sum % 10) % 10;
    }
}
