using System.Globalization;
using System.Text;

namespace CitizenBonds.Web.Components.Forms;

/// <summary>Reads the whole numbers people type: "150,000", "１５０，０００円", "15万".</summary>
public static class TypedNumber
{
    private const int LengthMax = 24;

    /// <returns>The number; null when the text is not a whole number that fits, or is negative.</returns>
    public static long? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LengthMax) return null;
        var plain = text.Normalize(NormalizationForm.FormKC)
            .Replace(",", "", StringComparison.Ordinal).Replace("、", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace("¥", "", StringComparison.Ordinal).TrimEnd('円');
        var unit = 1L;
        if (plain.EndsWith('億')) unit = 100_000_000;
        if (plain.EndsWith('万')) unit = 10_000;
        var digits = unit == 1 ? plain : plain[..^1];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return number <= long.MaxValue / unit ? number * unit : null;
    }
}
