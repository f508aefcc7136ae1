using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CitizenBonds.Application.Forms;

/// <summary>
/// Reads what people type, in either language: full-width digits, separators in threes ("1,000,000"), units before or
/// behind, dates in three spellings. The point is the decimal sign; "1,5" is refused rather than read as fifteen.
/// </summary>
public static partial class TypedText
{
    /// <summary>Longer text is no number and no date.</summary>
    public const int FigureLengthMax = 60;

    /// <summary>The years whose holidays are known; a date outside is no date of a bond.</summary>
    public const int YearMin = 2000;
    public const int YearMax = 2150;

    private static readonly string[] DateFormats =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy'年'M'月'd'日'"];

    /// <returns>The text without outer blanks, or why it cannot stand.</returns>
    public static (string? Value, TypedRefusal? Refusal) Line(string? typed, int lengthMax)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0) return (null, TypedRefusal.Missing);
        if (text.Length > lengthMax) return (null, TypedRefusal.TooLong);
        return text.Any(IsUnreadable) ? (null, TypedRefusal.UnreadableCharacters) : (text, null);
    }

    /// <param name="decimalsMax">0 for whole numbers.</param>
    public static (decimal? Value, TypedRefusal? Refusal) Number(
        string? typed, decimal min, decimal max, int decimalsMax)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (null, TypedRefusal.Missing);
        if (typed.Length > FigureLengthMax) return (null, TypedRefusal.TooLong);
        var text = Unit().Replace(Normal(typed), "").Trim();
        if (!Figure().IsMatch(text)) return (null, TypedRefusal.NotANumber);
        var digits = Separator().Replace(text, "");
        var fraction = digits.Contains('.', StringComparison.Ordinal) ? digits.Split('.')[1].TrimEnd('0') : "";
        if (fraction.Length > decimalsMax)
            return (null, decimalsMax == 0 ? TypedRefusal.NotWhole : TypedRefusal.TooManyDecimals);
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return (null, digits.StartsWith('-') ? TypedRefusal.TooSmall : TypedRefusal.TooLarge);
        if (value < min) return (null, TypedRefusal.TooSmall);
        return value > max ? (null, TypedRefusal.TooLarge) : (value, null);
    }

    public static (DateOnly? Value, TypedRefusal? Refusal) Date(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (null, TypedRefusal.Missing);
        if (typed.Length > FigureLengthMax) return (null, TypedRefusal.TooLong);
        return DateOnly.TryParseExact(
            Normal(typed).Replace(" ", "", StringComparison.Ordinal),
            DateFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date) && date.Year is >= YearMin and <= YearMax
            ? (date, null)
            : (null, TypedRefusal.NotADate);
    }

    /// <summary>Full-width forms become plain ones, every kind of minus and blank the common one.</summary>
    private static string Normal(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var character in typed)
        {
            _ = character switch
            {
                >= '\uFF01' and <= '\uFF5E' => text.Append((char)(character - 0xFEE0)),
                '\u2212' or '\u2010' or '\u2011' or '\u2013' => text.Append('-'),
                '\u3001' => text.Append(','),
                _ when char.IsWhiteSpace(character) => text.Append(' '),
                _ => text.Append(character),
            };
        }

        return text.ToString().Trim();
    }

    private static bool IsUnreadable(char character) =>
        char.IsControl(character) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    [GeneratedRegex(@"^[-+]?(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+)(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex("[, ]", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^[¥￥]|(円|%|口|tokens?|yen)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
