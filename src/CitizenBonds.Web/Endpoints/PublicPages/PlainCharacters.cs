using System.Globalization;
using System.Text;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// The framework writes every character beyond ASCII as a numeric reference, which makes a Japanese page three times as
/// long. In a UTF-8 document those characters can stand as they are; references below U+00A0 are kept.
/// </summary>
public static class PlainCharacters
{
    private const int FirstPlain = 0xA0;
    private const int DigitsMax = 6;

    public static string Restore(string html)
    {
        var start = html.IndexOf("&#x", StringComparison.Ordinal);
        if (start < 0) return html;

        var plain = new StringBuilder(html.Length);
        var copied = 0;
        while (start >= 0)
        {
            var end = html.IndexOf(';', start);
            if (end < 0) break;
            var digits = html.AsSpan(start + 3, end - start - 3);
            if (digits.Length <= DigitsMax
                && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && value >= FirstPlain && Rune.IsValid(value))
            {
                plain.Append(html, copied, start - copied).Append(new Rune(value).ToString());
                copied = end + 1;
            }
            start = html.IndexOf("&#x", start + 3, StringComparison.Ordinal);
        }
        return plain.Append(html, copied, html.Length - copied).ToString();
    }
}
