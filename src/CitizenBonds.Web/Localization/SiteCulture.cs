using System.Collections.Concurrent;
using System.Globalization;

namespace CitizenBonds.Web.Localization;

/// <summary>The two languages the portal speaks, and how a request asks for one.</summary>
public static class SiteCulture
{
    public const string CookieName = "culture";

    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-GB");

    public static CultureInfo Japanese { get; } = CultureInfo.GetCultureInfo("ja-JP");

    public static IReadOnlyList<CultureInfo> All { get; } = [English, Japanese];

    public static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>"ja" or "en": the value of the html element's lang attribute.</summary>
    public static string CurrentLanguage => LanguageOf(CultureInfo.CurrentUICulture);

    public static string LanguageOf(CultureInfo culture) => culture.TwoLetterISOLanguageName == "ja" ? "ja" : "en";

    /// <returns>The culture of "ja" or "en"; null for any other word.</returns>
    public static CultureInfo? FromLanguage(string? language) => language switch
    {
        "ja" => Japanese,
        "en" => English,
        _ => null,
    };

    /// <summary>The cookie wins; then the first of the browser's languages that is ours; then English.</summary>
    public static CultureInfo Of(HttpRequest request) =>
        FromLanguage(request.Cookies[CookieName]) ?? Known(request.Headers.AcceptLanguage.ToString());

    /// <summary>Browsers send few different headers: each is read once, a flood of made-up ones is not kept.</summary>
    private static CultureInfo Known(string header)
    {
        if (HeadersSeen.TryGetValue(header, out var known)) return known;
        var culture = FromAcceptLanguage(header);
        if (header.Length <= HeaderLengthKept && HeadersSeen.Count < HeadersKept) HeadersSeen.TryAdd(header, culture);
        return culture;
    }

    /// <param name="header">The Accept-Language header as sent; may be empty.</param>
    public static CultureInfo FromAcceptLanguage(string header)
    {
        var best = English;
        var bestWeight = 0.0;
        foreach (var part in header.Split(',', LanguagesMax, StringSplitOptions.TrimEntries))
        {
            var pieces = part.Split(';', 2, StringSplitOptions.TrimEntries);
            var culture = FromLanguage(pieces[0].Split('-', 2)[0].ToLowerInvariant());
            var weight = WeightOf(pieces);
            if (culture is null || weight <= bestWeight) continue;
            best = culture;
            bestWeight = weight;
        }
        return best;
    }

    private const int LanguagesMax = 20;
    private const int HeadersKept = 1_000;
    private const int HeaderLengthKept = 100;
    private static readonly ConcurrentDictionary<string, CultureInfo> HeadersSeen = new(StringComparer.Ordinal);

    private static double WeightOf(string[] pieces)
    {
        if (pieces.Length < 2 || !pieces[1].StartsWith("q=", StringComparison.Ordinal)) return 1;
        var isNumber = double.TryParse(
            pieces[1].AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight);
        return isNumber ? weight : 0;
    }
}
