using System.Text.RegularExpressions;
using System.Xml.Linq;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing;

namespace CitizenBonds.Web.Tests.Localization;

public sealed partial class ResourceTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "src", "CitizenBonds.Web");

    public static TheoryData<string> Features =>
        [.. Directory.GetFiles(Path.Combine(Folder, "Resources"), "*.resx")
            .Select(Path.GetFileName).OfType<string>()
            .Where(name => !name.EndsWith(".ja.resx", StringComparison.Ordinal))
            .Select(name => name[..^".resx".Length])];

    [Theory, MemberData(nameof(Features))]
    public void Files_BothLanguages_HaveTheSameKeys(string feature) =>
        Assert.Equal(Read(feature, "").Keys.Order(), Read(feature, ".ja").Keys.Order());

    [Theory, MemberData(nameof(Features))]
    public void Files_BothLanguages_HaveTheSamePlaceholders(string feature)
    {
        var japanese = Read(feature, ".ja");
        foreach (var (key, english) in Read(feature, ""))
            Assert.True(Placeholders(english).SetEquals(Placeholders(japanese[key])), $"{feature}.{key}");
    }

    [Theory, MemberData(nameof(Features))]
    public void Files_EveryText_SaysSomethingWithoutAnExclamationMark(string feature)
    {
        foreach (var (key, text) in Read(feature, "").Concat(Read(feature, ".ja")))
        {
            Assert.False(string.IsNullOrWhiteSpace(text), $"{feature}.{key} is empty");
            Assert.False(text.Contains('!', StringComparison.Ordinal) || text.Contains('！', StringComparison.Ordinal),
                $"{feature}.{key} shouts");
        }
    }

    [Fact]
    public void Sources_EveryLiteralKey_Exists()
    {
        var known = Features.SelectMany(row => Read(row.Data, "").Keys.Select(key => $"{row.Data}.{key}")).ToHashSet();
        var missing = Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories)
            .Where(file =>
                file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains(
                $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => LiteralKey().Matches(File.ReadAllText(file))
                .Select(match => match.Groups[1].Value)
                .Where(key => !known.Contains(key))
                .Select(key => $"{Path.GetFileName(file)}: {key}"))
            .ToList();
        Assert.Empty(missing);
    }

    // The key is put together where it is used, so that the test above cannot see it.
    [Fact]
    public void Notices_EveryKind_HasItsNameAndItsSentence()
    {
        var known = Read("Citizen", "");
        Assert.All(
            Enum.GetNames<NoticeKind>(),
            kind => Assert.True(known.ContainsKey($"Notice.{kind}") && known.ContainsKey($"NoticeKind.{kind}"), kind));
    }

    [Fact]
    public void Events_EveryKind_HasItsNameInTheConsole()
    {
        var known = Read("Operator", "");
        Assert.All(Enum.GetNames<IssueEventKind>(), kind => Assert.True(known.ContainsKey($"Event.{kind}"), kind));
    }

    private static Dictionary<string, string> Read(string feature, string language) =>
        // Has a root.
        XDocument.Load(Path.Combine(Folder, "Resources", $"{feature}{language}.resx")).Root!.Elements("data")
            // As the format asks.
            .ToDictionary(entry => entry.Attribute("name")!.Value, entry => entry.Element("value")!.Value);

    private static HashSet<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\b(?:W|Words|words)\["([A-Za-z.]+)"(?:\]|,)""")]
    private static partial Regex LiteralKey();
}
