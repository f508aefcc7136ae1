using System.Globalization;
using System.Text;

namespace CitizenBonds.Domain.Banking;

/// <summary>
/// What a person quotes in a bank transfer, "CB-00000123-20": the investor's number with two check digits after
/// ISO 7064 MOD 97-10, which finds every single wrong digit and every pair exchanged.
/// </summary>
public static class DepositCode
{
    /// <summary>Of a transfer's message; longer ones are cut by no bank but refused here.</summary>
    public const int MessageLengthMax = 140;

    private const string Mark = "CB";
    private const string Strokes = "-‐‑‒–—―−ー";
    private const int Digits = 8;
    private const int CheckDigits = 2;
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
        var plain = WithoutSeparators(message.Normalize(NormalizationForm.FormKC).ToUpperInvariant());
        var found = new HashSet<long>();
        for (var at = plain.IndexOf(Mark, StringComparison.Ordinal); at >= 0;
            at = plain.IndexOf(Mark, at + Mark.Length, StringComparison.Ordinal))
        {
            if (NumberAfter(plain.AsSpan(at + Mark.Length)) is { } number) found.Add(number);
        }

        return found.Count == 1 ? found.Single() : null;
    }

    private static int CheckOf(long investorId) => (int)(Modulus + 1 - (investorId * 100 % Modulus));

    /// <returns>The investor's number, if exactly ten digits follow and the check digits are right.</returns>
    private static long? NumberAfter(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        if ((length < 0 ? text.Length : length) != Digits + CheckDigits) return null;
        var number = long.Parse(text[..Digits], CultureInfo.InvariantCulture);
        var check = int.Parse(text.Slice(Digits, CheckDigits), CultureInfo.InvariantCulture);
        return number > 0 && CheckOf(number) == check ? number : null;
    }

    private static string WithoutSeparators(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !Strokes.Contains(letter)));
}
