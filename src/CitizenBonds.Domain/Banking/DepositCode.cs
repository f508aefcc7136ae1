using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CitizenBonds.Domain.Banking;

/// <summary>
/// What a person quotes in a bank transfer, "CB-00000123-20": the investor's number with two check digits after
/// ISO 7064 MOD 97-10, which finds every single wrong digit and every pair exchanged.
/// </summary>
public static partial class DepositCode
{
    /// <summary>Of a transfer's message; longer ones are cut by no bank but refused here.</summary>
    public const int MessageLengthMax = 140;

    private const int Digits = 8;
    private const int Modulus = 97;

    /// <param name="investorId">Above zero, at most eight digits.</param>
    public static string Of(long investorId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(investorId);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(investorId, 100_000_000);
        return string.Create(
            CultureInfo.InvariantCulture, $"CB-{investorId:00000000}-{CheckOf(investorId):00}");
    }

    /// <summary>Looks for a code in a transfer's message: half or full width, with or without the strokes.</summary>
    /// <returns>The investor's number; null without a code, with a wrong one, or with two different ones.</returns>
    public static long? FindIn(string message)
    {
        var plain = Separators().Replace(message.Normalize(NormalizationForm.FormKC).ToUpperInvariant(), "");
        var found = Code().Matches(plain)
            .Select(match => (
                Number: long.Parse(match.ValueSpan.Slice(2, Digits), CultureInfo.InvariantCulture),
                Check: int.Parse(match.ValueSpan[(2 + Digits)..], CultureInfo.InvariantCulture)))
            .Where(code => code.Number > 0 && CheckOf(code.Number) == code.Check)
            .Select(code => code.Number)
            .Distinct()
            .Take(2)
            .ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static int CheckOf(long investorId) => (int)(Modulus + 1 - (investorId * 100 % Modulus));

    [GeneratedRegex(@"[\s\-‐‑‒–—―−ー]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex("CB[0-9]{10}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
