using CitizenBonds.Domain.Credit;
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
        Assert.True(models.Length >= 50, $"{models.Length} models");
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
    [InlineData("calendar", "7 May 2026")] // a Saturday, three holidays, and the 6th for Sunday the 3rd
    [InlineData("gru-price", "50.00 index")] // 1,000 × 0.1 × 0.5
    [InlineData("gru-price", "as published 21343.61")] // 800 (1 − 1.05^−99) + 1,000 / 5 % + 1,000 × 1.1 × 0.5
    [InlineData("gru-perpetual", "CouponOverYield 800.00, PrincipalOverYield 20000.00")]
    [InlineData("gru-index", "excess 50.00, IndexedPrincipal 550.00")]
    [InlineData("gru-basket", "102.00")] // 60 × 1.1 + 40 × 0.9
    [InlineData("gru-yield", "AsPublished 3.10 %, MarketConsistent 4.10 %")]
    [InlineData("gru-loop", "multiplies by 1.364286")] // 9.55 / 7
    [InlineData("gru-buyback", "published 122.78")] // 200 / 1.05^10
    [InlineData("gru-acquisition", "¥150,000; ¥1,000,000 of cash buys ¥6,666,666")]
    [InlineData("scenario-weighted", "104.0000; with equal weights 103.3333")] // 18 + 50 + 36; 310 / 3
    [InlineData("scenario-combined", "equally 102.0000; with error variances 1 and 4 100.8000")] // 0.8 and 0.2
    [InlineData("scenario-factor", "loading 1.6667, unexplained 7.41 %")] // 5 / 3; (4/9 + 1/9 + 1/9) / 9
    [InlineData("volatility", "22.36 %")] // √0.05
    [InlineData("var", "at 95 %: 0.96 %, shortfall 0.98 %")] // the fifth worst and the mean of 0.96 to 1.00
    [InlineData("var", "2.3263 %, shortfall 2.6652 %")]
    [InlineData("kupiec", "5.4970")]
    [InlineData("christoffersen", "0.6796")] // 2 (2 ln 2/3 + ln 1/3 − 3 ln 3/4 − ln 1/4)
    [InlineData("stress", "index −30 % -150.00, difficulty +50 % -66.67")]
    [InlineData("averages", "simple ¥9,800, exponential with weight 50 % ¥9,811")] // 9,780 → 9,785 → 9,792.5 → …
    [InlineData("reverse-auction", "bought 100 / 50 / 0, average ¥9,833, at the margin 50 %")]
    [InlineData("headers", "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f")]
    [InlineData("mining-value", "breaks even at 1.0000 %")]
    [InlineData("call-price", ": 122 satoshi")] // 1.2 × 101 = 121.2, rounded up
    [InlineData("electricity", "5.3687E-7")] // 2^32 × 30e-12 × 15 / 3.6e6
    [InlineData("technical-value", "108.53; a score of 70 among 60, 70, 80: 50 %")] // 70 / 64.5; (1 + 0.5) / 3
    public async Task Example_OfAModel_IsTheFigureWorkedOutByHand(string id, string expected)
    {
        var page = await RenderAsync("en");

        Assert.Contains(expected, page.QuerySelector("#" + id)!.TextContent, StringComparison.Ordinal);
    }

    private static Task<AngleSharp.Dom.IElement> RenderAsync(string language) =>
        Rendering.RenderAsync<MethodologyModels>(
            language == "ja" ? Rendering.Japanese : Rendering.English,
            (nameof(MethodologyModels.Policy), CreditPolicy.Default));
}
