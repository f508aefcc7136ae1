using System.Globalization;
using System.Text.RegularExpressions;
using CitizenBonds.Testing;

namespace CitizenBonds.Web.Tests.Styles;

/// <summary>
/// Contrast as WCAG 2.2 defines it (relative luminance of sRGB), computed from the colours the pages use.
/// </summary>
public sealed partial class ContrastTests
{
    private const double TextMin = 4.5;
    private const double ShapeMin = 3;

    private static readonly string Tokens =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "wwwroot-assets", "styles", "tokens.css"));

    public static TheoryData<string, string> TextPairs => new()
    {
        { "ink", "paper" }, { "ink", "surface" }, { "ink", "tint" }, { "ink-soft", "paper" }, { "ink-soft", "surface" },
        { "ink-soft", "tint" }, { "accent", "paper" }, { "accent", "surface" }, { "accent", "accent-tint" },
        { "accent-ink", "accent" }, { "paper", "harm" }, { "in", "paper" }, { "warn", "paper" }, { "harm", "paper" },
        { "in", "in-tint" }, { "warn", "warn-tint" }, { "harm", "harm-tint" }, { "ink", "accent-tint" },
        { "ink", "in-tint" }, { "ink", "warn-tint" }, { "ink", "harm-tint" }, { "ink-soft", "harm-tint" },
        { "accent", "harm-tint" }, { "accent", "warn-tint" }, { "accent", "in-tint" },
    };

    [Theory, MemberData(nameof(TextPairs))]
    public void Text_LightAndDark_CanBeRead(string text, string background)
    {
        foreach (var (name, colours) in Schemes())
            Assert.True(Contrast(colours[text], colours[background]) >= TextMin, $"{text} on {background}, {name}");
    }

    [Theory]
    [InlineData("line-strong", "paper")]
    [InlineData("line-strong", "surface")]
    [InlineData("accent", "paper")]
    public void Shapes_LightAndDark_CanBeSeen(string shape, string background)
    {
        foreach (var (name, colours) in Schemes())
            Assert.True(Contrast(colours[shape], colours[background]) >= ShapeMin, $"{shape} on {background}, {name}");
    }

    [Fact]
    public void Contrast_BlackOnWhite_Is21() => Assert.Equal(21, Contrast("000000", "ffffff"), 3);

    private static IEnumerable<(string Name, Dictionary<string, string> Colours)> Schemes()
    {
        var darkStart = Tokens.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        yield return ("light", Colours(Tokens[..darkStart]));
        yield return ("dark", Colours(Tokens[darkStart..]));
    }

    private static Dictionary<string, string> Colours(string css) =>
        Colour().Matches(css).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) =>
        0.2126 * Linear(hex[..2]) + 0.7152 * Linear(hex[2..4]) + 0.0722 * Linear(hex[4..]);

    private static double Linear(string channel)
    {
        var value = int.Parse(channel, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--([a-z-]+):\s*#([0-9a-f]{6});")]
    private static partial Regex Colour();
}
