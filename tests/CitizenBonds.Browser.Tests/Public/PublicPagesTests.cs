using Microsoft.Playwright;
using Xunit;

namespace CitizenBonds.Browser.Tests.Public;

/// <summary>What anybody may read, in a browser: without scripts, for assistive technology, on a phone.</summary>
[Collection(typeof(DemoPortalTests))]
public sealed class PublicPagesTests(DemoPortal demo, ChromiumFixture chromium)
{
    [Fact]
    public async Task PublicPages_ScriptsOff_AllWork()
    {
        await using var context = await chromium.NewContextAsync(new() { JavaScriptEnabled = false, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") faults.Add($"{page.Url}: {message.Text}");
        };
        page.RequestFailed += (_, request) => faults.Add($"{page.Url}: {request.Url} failed");
        foreach (var place in await PublicPlaces.FindAsync(page, demo))
        {
            var answer = await page.GotoAsync(demo.Address(place));
            if (answer?.Status != 200) faults.Add($"{place}: status {answer?.Status}");
            if (await page.Locator("h1").CountAsync() != 1) faults.Add($"{place}: not one h1");
            var isAccount = place.StartsWith("/account/", StringComparison.Ordinal); // Its pages share their layout.
            if (!isAccount && await page.Locator("script[src*=blazor]").CountAsync() > 0)
                faults.Add($"{place}: asks for a circuit");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public async Task Language_ScriptsOff_SwitchesThePageAndStays()
    {
        await using var context = await chromium.NewContextAsync(new() { JavaScriptEnabled = false, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(demo.Address("/bonds"));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await page.Locator(".site-tools a[lang=ja]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(demo.Address("/bonds"));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ja");

        await page.GotoAsync(demo.Address("/ledger"));
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
        await page.Locator(".site-tools a[lang=en]").ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task PublicPages_Axe_Clean(int width)
    {
        // The axe script is put into the page by the test; the page's own policy forbids what it did not send.
        await using var context = await chromium.NewContextAsync(new()
        {
            Locale = "en-GB", BypassCSP = true, ViewportSize = new() { Width = width, Height = 844 },
        });
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        foreach (var place in await PublicPlaces.FindAsync(page, demo))
        {
            await page.GotoAsync(demo.Address(place));
            faults.AddRange(await Accessibility.FaultsAsync(page, place));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
