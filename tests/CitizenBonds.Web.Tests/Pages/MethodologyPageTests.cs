using CitizenBonds.Web.Pages.Methodology;

namespace CitizenBonds.Web.Tests.Pages;

public sealed class MethodologyPageTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task Page_EveryModel_HasAllItsWordsAndAComputedExample(string language)
    {
        var page = await RenderAsync(language);

        var models = page.QuerySelectorAll("article");
        Assert.True(models.Length >= 20, $"{models.Length} models");
        Assert.DoesNotContain("[Methodology.", page.InnerHtml, StringComparison.Ordinal);
        Assert.All(models, model => Assert.DoesNotContain("{0}", model.TextContent, StringComparison.Ordinal));
    }

    // Each figure by hand or from its publication, see the tests of the models themselves.
    [Theory]
    [InlineData("daycount", "3 days by 30/360, 2 by the calendar")]
    [InlineData("coupon", "¥420")] // 7 × 10,000 × 1.2 % / 2
    [InlineData("bill", "98.736111")] // 100 × (1 − 0.05 × 91 / 360)
    [InlineData("tier", "tier B")]
    [InlineData("limit", "¥3,000,000,000")] // 60 % of 5,000,000,000
    [InlineData("entry", "¥400,000 at first, ¥2,000,000")] // 5 % of 8,000,000, then five times that
    [InlineData("call-auction", "price 201, volume 500")]
    [InlineData("reference", "¥9,800; left out ¥12,000")] // the mean of 9,780 to 9,820
    [InlineData("buyback", "50 tokens at 10,000, 45 at 10,500, 78 at 8,000")]
    [InlineData("mining-coupon", "2660.4975573718547821 BTC, exactly 89271484375/33554432")]
    [InlineData("projection", "582.56 µBTC a day, 0.2081 % a day; 1.456 % a week; 112.53 % a year")]
    [InlineData("fair-price", "1.2500E-8")] // 40,000 × 6.25 / 20e12
    public async Task Example_OfAModel_IsTheFigureWorkedOutByHand(string id, string expected)
    {
        var page = await RenderAsync("en");

        Assert.Contains(expected, page.QuerySelector("#" + id)!.TextContent, StringComparison.Ordinal);
    }

    private static Task<AngleSharp.Dom.IElement> RenderAsync(string language) =>
        Rendering.RenderAsync<MethodologyPage>(language == "ja" ? Rendering.Japanese : Rendering.English);
}
