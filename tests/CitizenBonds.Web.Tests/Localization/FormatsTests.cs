using System.Globalization;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Tests.Localization;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(0, "en", "¥0", "¥0")]
    [InlineData(999_999, "en", "¥999,999", "¥999,999")]
    [InlineData(120_000_000, "en", "¥120 million", "¥120,000,000")]
    [InlineData(12_345_678_900, "en", "¥12.3 billion", "¥12,345,678,900")]
    [InlineData(-1_234_567, "en", "−¥1.23 million", "−¥1,234,567")]
    [InlineData(120_000_000, "ja", "1.2 億円", "120,000,000 円")]
    [InlineData(999_999, "ja", "999,999 円", "999,999 円")]
    [InlineData(1_500_000, "ja", "150 万円", "1,500,000 円")]
    [InlineData(3_210_000_000_000, "ja", "3.21 兆円", "3,210,000,000,000 円")]
    public void Money_EachSize_IsReadInTheLanguagesUnits(long yen, string language, string brief, string exact)
    {
        CultureInfo.CurrentUICulture = SiteCulture.FromLanguage(language)!; // One of the two.
        Assert.Equal(brief, Formats.Brief(Money.FromYen(yen)));
        Assert.Equal(exact, Formats.Exact(Money.FromYen(yen)));
    }

    [Fact]
    public void Exact_Satoshi_ShowsEightDecimals() =>
        Assert.Equal("0.00012345 BTC", Formats.Exact(Money.FromSatoshi(12_345)));

    [Theory]
    [InlineData("1.1", "1.10 %")]
    [InlineData("1.0625", "1.0625 %")]
    [InlineData("-0.05", "−0.05 %")]
    public void Percent_Yield_ShowsTwoDecimalsAtLeast(string percent, string expected) =>
        Assert.Equal(expected, Formats.Percent(decimal.Parse(percent, CultureInfo.InvariantCulture)));

    [Fact]
    public void Moment_LateEveningInLondon_IsTheNextMorningInTokyo()
    {
        CultureInfo.CurrentUICulture = SiteCulture.English;
        Assert.Equal("22 Nov 2026 07:30", Formats.Moment(new(2026, 11, 21, 22, 30, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("", "en")]
    [InlineData("ja", "ja")]
    [InlineData("en-US,en;q=0.9,ja;q=0.8", "en")]
    [InlineData("fr,ja;q=0.5,en;q=0.4", "ja")]
    [InlineData("ja;q=0,en;q=0.1", "en")]
    [InlineData("xx;q=huh,,;;,ja-JP", "ja")]
    public void FromAcceptLanguage_EachHeader_PicksTheBestOfOurs(string header, string language) =>
        Assert.Equal(language, SiteCulture.LanguageOf(SiteCulture.FromAcceptLanguage(header)));
}
