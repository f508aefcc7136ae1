using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Web.Localization;

/// <summary>
/// Every text of the portal, from the files in Resources. A key is the file's name, a dot, and the entry's name:
/// "Home.Title" is the entry <c>Title</c> of <c>Home.resx</c> and <c>Home.ja.resx</c>.
/// </summary>
public sealed class Words
{
    private const string Prefix = "CitizenBonds.Web.Resources.";
    private const string Suffix = ".resources";

    private readonly FrozenDictionary<string, string> _english;
    private readonly FrozenDictionary<string, string> _japanese;
    private readonly FrozenDictionary<string, string> _englishMembers;
    private readonly FrozenDictionary<string, string> _japaneseMembers;

    public Words()
    {
        (_english, _englishMembers) = Load(CultureInfo.InvariantCulture);
        (_japanese, _japaneseMembers) = Load(CultureInfo.GetCultureInfo("ja"));
    }

    /// <summary>The text in the current language; the key itself, in brackets, when there is none.</summary>
    public string this[string key] => Find(key) ?? $"[{key}]";

    /// <summary>As above, with {0}, {1} … replaced by the arguments in the current culture.</summary>
    public string this[string key, params object?[] arguments] =>
        string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    /// <summary>
    /// The words for an enum member, wherever they are: the entry <c>OrderRefusal.MarketClosed</c> of any file.
    /// </summary>
    public string Of(Enum member) => Of(member, aspect: null) ?? $"[{NameOf(member)}]";

    /// <param name="aspect">A further name, such as "Nearest" for <c>OrderRefusal.MarketClosed.Nearest</c>.</param>
    /// <returns>The words, or null when the files have no such entry.</returns>
    public string? Of(Enum member, string? aspect)
    {
        var name = aspect is null ? NameOf(member) : $"{NameOf(member)}.{aspect}";
        return Members.GetValueOrDefault(name);
    }

    /// <summary>"1 token", "20,000 tokens".</summary>
    public string Tokens(Quantity quantity) =>
        $"{Formats.Number(quantity.Tokens)} {this[quantity.Tokens == 1 ? "Common.Token" : "Common.Tokens"]}";

    public string? Find(string key) => Texts.GetValueOrDefault(key);

    public static string NameOf(Enum member) => $"{member.GetType().Name}.{member}";

    private FrozenDictionary<string, string> Texts => SiteCulture.IsJapanese ? _japanese : _english;

    private FrozenDictionary<string, string> Members => SiteCulture.IsJapanese ? _japaneseMembers : _englishMembers;

    private static (FrozenDictionary<string, string> Texts, FrozenDictionary<string, string> Members) Load(
        CultureInfo culture)
    {
        var assembly = typeof(Words).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = assembly.GetManifestResourceNames().Where(
            name => name.StartsWith(Prefix, StringComparison.Ordinal)
                && name.EndsWith(Suffix, StringComparison.Ordinal));
        foreach (var name in names)
        {
            var feature = name[Prefix.Length..^Suffix.Length];
            var manager = new ResourceManager(name[..^Suffix.Length], assembly);
            var entries = manager.GetResourceSet(culture, createIfNotExists: true, tryParents: true);
            foreach (DictionaryEntry entry in entries!)
            {
                texts.Add($"{feature}.{entry.Key}", (string)entry.Value!); // The files hold strings only.
                members.TryAdd((string)entry.Key, (string)entry.Value!);
            }
        }
        return (texts.ToFrozenDictionary(StringComparer.Ordinal), members.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
