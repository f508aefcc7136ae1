using System.Globalization;
using System.Text.RegularExpressions;
using CitizenBonds.Application.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace CitizenBonds.Browser.Tests.Market;

/// <summary>
/// A citizen on a phone sells to an institution at a desk, each looking at the live book. Trading hours are those of
/// the demonstration, whose clock starts at ten in the morning of a trading day.
/// </summary>
public sealed partial class TwoTradersTests(PortalDatabases databases, ChromiumFixture chromium)
{
    /// <summary>What happens in the market is on every open page within a second.</summary>
    private const float LiveMilliseconds = 1_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoBrowsers_TradeWithEachOther_AndSeeItWithinASecond()
    {
        await using var portal = await RunningPortal.StartDemoAsync(databases, Cancellation);
        await using var phone = await chromium.NewContextAsync(new()
        {
            Locale = "en-GB", ViewportSize = new() { Width = 390, Height = 844 },
        });
        await using var desk = await chromium.NewContextAsync();
        await using var street = await chromium.NewContextAsync(new() { Locale = "en-GB" });
        var seller = await SignInAsync(await phone.NewPageAsync(), portal, "citizen");
        var buyer = await SignInAsync(await desk.NewPageAsync(), portal, "institution");

        var isin = await FindBondAsync(seller, portal);
        var price = await FindPriceAsync(seller, portal, isin);
        await WriteSaleAsync(seller, portal, isin, price);
        await buyer.GotoAsync(Address(portal, $"trade/{isin}"));
        var watcher = await WatchAsync(await phone.NewPageAsync(), portal, isin);
        await Expect(buyer.Locator("[data-live]")).ToBeVisibleAsync();
        var passer = await street.NewPageAsync(); // Not signed in, on the public page.
        await passer.GotoAsync(Address(portal, $"market/{isin}"));
        await Expect(passer.Locator("[data-live-region][data-live=true]")).ToBeVisibleAsync();

        await seller.GetByRole(AriaRole.Button, new() { Name = "Sell 3 tokens" }).ClickAsync();
        await Expect(seller.Locator("main [role=status]")).ToContainTextAsync("in the market");
        var offer = Levels(buyer, "Offers").First;
        await Expect(offer).ToContainTextAsync(price, Live());
        await Expect(Figure(passer, "Best offer")).ToContainTextAsync("¥" + price, Live());
        await Expect(watcher.Locator("[data-own-orders]")).ToContainTextAsync("Sell 3 tokens", Live());

        var ticket = await desk.NewPageAsync();
        await BuyAsync(ticket, portal, isin, price, "2");
        await Expect(ticket.Locator("main [role=status]")).ToContainTextAsync("Traded 2 of 2 tokens");
        foreach (var page in new[] { buyer, watcher, passer })
            await Expect(Figure(page, "Last price")).ToContainTextAsync("¥" + price, Live());
        await Expect(watcher.Locator("[data-own-orders]")).ToContainTextAsync("Sell 1 tokens", Live());
        await Expect(buyer.Locator("price-chart canvas").First).ToBeVisibleAsync();

        await CancelAllAsync(seller, portal);
        await Expect(Levels(buyer, "Offers").Filter(new() { HasText = price })).ToHaveCountAsync(0, Gone());
        await LookAtAsync(portal, isin, seller, buyer);
    }

    /// <summary>A bond the citizen owns.</summary>
    private static async Task<string> FindBondAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "portfolio"));
        await page.GetByRole(AriaRole.Link, new() { NameRegex = SellLink() }).First.ClickAsync();
        await page.WaitForURLAsync("**/order/**");
        return new Uri(page.Url).Segments[^1];
    }

    /// <summary>The best offer there will be, and no bid takes it: a yen below the best one so far.</summary>
    private static async Task<string> FindPriceAsync(IPage page, RunningPortal portal, string isin)
    {
        await page.GotoAsync(Address(portal, $"trade/{isin}"));
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        var (bid, ask) = (await BestAsync(page, "Bids"), await BestAsync(page, "Offers"));
        var price = ask - 1 ?? bid + 5 ?? 9_901;
        Assert.True(price > (bid ?? 0), $"Nothing fits between {bid} and {ask}.");
        return price.ToString("N0", CultureInfo.InvariantCulture);
    }

    private static async Task<long?> BestAsync(IPage page, string side)
    {
        var levels = Levels(page, side);
        return await levels.CountAsync() == 0
            ? null
            : long.Parse(
                await levels.First.Locator("th").InnerTextAsync(), NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture);
    }

    /// <summary>Writes the order up to the review; a closed page in between keeps what was typed.</summary>
    private static async Task WriteSaleAsync(IPage page, RunningPortal portal, string isin, string price)
    {
        await page.GotoAsync(Address(portal, $"order/{isin}?side=sell"));
        await page.FillAsync("[name=Amount]", "three");
        await page.FillAsync("[name=LimitPrice]", price);
        await PressAsync(page, "Review");
        await Expect(page.Locator("main [role=alert]")).ToContainTextAsync("whole number");
        await page.GotoAsync(Address(portal, $"order/{isin}?side=sell"));
        await Expect(page.Locator("[name=Amount]")).ToHaveValueAsync("three");
        await page.FillAsync("[name=Amount]", "3");
        await PressAsync(page, "Review");
        await Expect(page.Locator("main")).ToContainTextAsync("3 tokens wait until the close of today");
    }

    private static async Task BuyAsync(IPage page, RunningPortal portal, string isin, string price, string tokens)
    {
        await page.GotoAsync(Address(portal, $"order/{isin}?side=buy"));
        await Expect(page.Locator("[name=LimitPrice]"))
            .ToHaveValueAsync(price.Replace(",", "", StringComparison.Ordinal));
        await page.FillAsync("[name=Amount]", tokens);
        await PressAsync(page, "Review");
        await Expect(page.Locator("main")).ToContainTextAsync("You pay now");
        await PressAsync(page, $"Buy {tokens} tokens");
    }

    private static async Task<IPage> WatchAsync(IPage page, RunningPortal portal, string isin)
    {
        await page.GotoAsync(Address(portal, $"trade/{isin}"));
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        return page;
    }

    private static async Task CancelAllAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "orders"));
        await Expect(page.Locator("main tbody tr").First).ToContainTextAsync("2 / 3");
        await PressAsync(page, "Cancel all open orders");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("no order of yours is open");
    }

    /// <summary>Nothing for axe to find on the market's pages, and nothing wider than the window.</summary>
    private static async Task LookAtAsync(RunningPortal portal, string isin, params IPage[] pages)
    {
        foreach (var page in pages)
        {
            string[] paths = ["market", $"market/{isin}", $"trade/{isin}", $"order/{isin}", "orders"];
            foreach (var path in page == pages[^1] ? [.. paths, "account/api-keys"] : paths)
            {
                await page.GotoAsync(Address(portal, path));
                if (path.StartsWith("trade", StringComparison.Ordinal))
                    await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
                await ShotAsync(page, path);
                var wide = await page.EvaluateAsync<bool>(
                    "document.documentElement.scrollWidth > document.documentElement.clientWidth");
                Assert.False(wide, $"{path} is wider than {page.ViewportSize?.Width}");
            }
        }

        var axe = await pages[1].Context.Browser!.NewContextAsync(new() { BypassCSP = true }); // It is running.
        await using (axe)
        {
            var page = await axe.NewPageAsync();
            foreach (var path in new[] { "market", $"market/{isin}" })
            {
                await page.GotoAsync(Address(portal, path));
                Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{path}: {violation.Id}"));
            }
        }
    }

    private static async Task<IPage> SignInAsync(IPage page, RunningPortal portal, string key)
    {
        var account = DemoAccounts.All.Single(account => account.Key == key);
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await page.Locator("main").GetByLabel("E-mail address").FillAsync(account.Email);
        await page.Locator("main").GetByLabel("Password").FillAsync(DemoAccounts.Password);
        await PressAsync(page, "Sign in");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    private static Task PressAsync(IPage page, string button) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static ILocator Levels(IPage page, string side) =>
        page.GetByRole(AriaRole.Table, new() { Name = side }).Locator("tbody tr");

    private static ILocator Figure(IPage page, string label) =>
        page.Locator(".market-figures .figure", new() { HasText = label }).Locator("dd");

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CITIZENBONDS_SCREENSHOTS") is not { Length: > 0 } folder) return;
        var file = $"market-{name.Replace('/', '-')}-{page.ViewportSize?.Width}.png";
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = true });
    }

    private static LocatorAssertionsToContainTextOptions Live() => new() { Timeout = LiveMilliseconds };

    private static LocatorAssertionsToHaveCountOptions Gone() => new() { Timeout = LiveMilliseconds };

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static string Address(RunningPortal portal, string path) => new Uri(portal.Address, path).ToString();

    [GeneratedRegex("^Sell ")]
    private static partial Regex SellLink();
}
