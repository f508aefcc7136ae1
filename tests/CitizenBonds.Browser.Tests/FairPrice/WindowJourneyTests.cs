using CitizenBonds.Browser.Tests.Journeys;
using Microsoft.Playwright;
using Xunit;

namespace CitizenBonds.Browser.Tests.FairPrice;

/// <summary>
/// From the steward's first click to the public page: a price is published, a citizen deals and is refused outside the
/// band with the right number, a miner votes and a citizen may not. K = 16,200,000 * 3.125 / (1.1e-9 *
/// 124,932,866,006,548.15) = 368.38; with 10 % tokens come in at 405 at most.
/// </summary>
public sealed class WindowJourneyTests(DemoPortal demo, ChromiumFixture chromium) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task Steward_Citizen_Miner_TheWindowFromThePriceToThePublicPage()
    {
        await using var steward = await Visitor.OpenAsync(chromium, demo);
        await steward.SignInAsync("steward");
        await Assertions.Expect(steward.Heading).ToHaveTextAsync("Publish the fair price");
        await PublishAsync(steward, "0");
        await ExpectRefusalAsync(steward, "A token price of zero or less is no price");
        await PublishAsync(steward, "380");
        await Assertions.Expect(steward.Answer).ToContainTextAsync("Published");

        await using var citizen = await Visitor.OpenAsync(chromium, demo);
        await citizen.SignInAsync("citizen");
        await citizen.GoAsync("/window");
        await citizen.FillAsync("How many tokens out", "10");
        await citizen.PressAsync("Take tokens out");
        await Assertions.Expect(citizen.Answer).ToContainTextAsync("the tokens are yours");
        await citizen.FillAsync("How many tokens in", "5");
        await citizen.FillAsync("You get at least, for one token", "406");
        await citizen.PressAsync("Bring tokens in");
        await ExpectRefusalAsync(citizen, "the window takes tokens in at ¥405 at most");
        await citizen.FillAsync("You get at least, for one token", "380");
        await citizen.PressAsync("Bring tokens in");
        await Assertions.Expect(citizen.Answer).ToContainTextAsync("the cash is yours");

        await VoteAsync(citizen);
        await ExpectRefusalAsync(citizen, "Only registered miners vote");
        await using var miner = await Visitor.OpenAsync(chromium, demo);
        await miner.SignInAsync("institution");
        await VoteAsync(miner);
        await Assertions.Expect(miner.Answer).ToContainTextAsync("Your vote counts");

        await using var stranger = await Visitor.OpenAsync(chromium, demo);
        await stranger.GoAsync("/fair-price");
        var main = stranger.Page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("¥368.38");
        await Assertions.Expect(main).ToContainTextAsync("¥380");
        await Assertions.Expect(main).ToContainTextAsync("the journey’s exchange");
        await Assertions.Expect(stranger.Page.Locator("#reserve tbody tr").First).ToContainTextAsync("Tokens in");
        await stranger.Page.GetByText("Show as a table").First.ClickAsync();
        await Assertions.Expect(main.Locator("figure.chart table")).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(Visitor steward, string price)
    {
        await steward.FillAsync("Market price of a token", price);
        await steward.FillAsync("Sources", "the journey’s exchange");
        await steward.PressAsync("Publish");
    }

    private static async Task VoteAsync(Visitor visitor)
    {
        await visitor.GoAsync("/window/vote");
        await visitor.FillAsync("k, coins for a thousand million units of difficulty", "1.12");
        await visitor.PressAsync("Vote");
    }

    private static Task ExpectRefusalAsync(Visitor visitor, string text) =>
        Assertions.Expect(visitor.Page.Locator("main [role=alert]")).ToContainTextAsync(text);
}
