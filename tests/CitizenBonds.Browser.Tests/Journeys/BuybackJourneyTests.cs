using System.Globalization;
using System.Text;
using CitizenBonds.Application.Identity;
using CitizenBonds.Verifier;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>
/// A mining government bond and its buyback, each from the first click of whoever is in charge to the public page: the
/// treasury issues, the central bank steers, a stranger checks.
/// </summary>
public sealed class BuybackJourneyTests(DemoPortal demo, ChromiumFixture chromium) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task Treasury_IssuesABond_WhosePageSaysThatItPaysNoInterest()
    {
        await using var treasury = await Visitor.OpenAsync(chromium, demo);
        await treasury.SignInAsync("treasury");
        await treasury.GoAsync("/treasury/mining");
        await treasury.FollowAsync("Issue a mining bond");
        await FillBondAsync(treasury);
        await treasury.FillAsync("Score: Security innovation", "101");
        await treasury.PressAsync("Announce the bond");
        await Expect(treasury.Page.Locator("main [role=alert]")).ToContainTextAsync("The largest allowed is 100");
        await treasury.FillAsync("Score: Security innovation", "61");
        await treasury.PressAsync("Announce the bond");
        await Expect(treasury.Answer).ToContainTextAsync("Announced");

        await treasury.FollowAsync("Mining government bond 2026/2");
        await Expect(treasury.Page.Locator("main")).ToContainTextAsync("This bond pays no interest");
        await treasury.FollowAsync("Criteria, scores and their history");
        await Expect(treasury.Page.Locator("main")).ToContainTextAsync("The chain is whole");
    }

    [Fact]
    public async Task CentralBank_SteersAProgramme_ThatAStrangerRecomputes()
    {
        await using var bank = await Visitor.OpenAsync(chromium, demo);
        await bank.SignInAsync("central-bank");
        await bank.FollowAsync("Mining government bond 2026/1");
        await bank.PressAsync("Pause");
        await Expect(bank.Answer).ToContainTextAsync("Paused");
        await bank.PressAsync("Resume");
        await Expect(bank.Answer).ToContainTextAsync("Resumed");

        await using var stranger = await Visitor.OpenAsync(chromium, demo);
        await stranger.GoAsync("/buybacks");
        await stranger.FollowAsync("Mining government bond 2026/1");
        await Expect(stranger.Page.Locator("main")).ToContainTextAsync("Started; the target was paid in");
        await Expect(stranger.Page.Locator("main")).ToContainTextAsync("Reverse auction of");
        var waiting = stranger.Page.WaitForDownloadAsync();
        await stranger.FollowAsync("The programme as a file for the verifier (JSON)");
        var file = await File.ReadAllBytesAsync(
            await (await waiting).PathAsync(), TestContext.Current.CancellationToken);
        AssertVerifierAgrees(file);
    }

    [Fact]
    public async Task Pages_OnPhoneAndDesk_AxeCleanAndFit()
    {
        var faults = new List<string>();
        foreach (var (locale, width) in new[] { ("en-GB", 390), ("ja-JP", 1280) })
        {
            await using var context = await chromium.NewContextAsync(new()
            {
                Locale = locale, BypassCSP = true, ViewportSize = new() { Width = width, Height = 844 },
            });
            var page = await context.NewPageAsync();
            await page.GotoAsync(demo.Address("/buybacks/1"));
            var bond = await page.Locator("main a[href^='/bonds/']").First.GetAttributeAsync("href");
            foreach (var path in new[] { "/buybacks", "/buybacks/1", bond!, bond + "/technical-value" })
                await LookAsync(page, path, width, faults);
            await SignInAsync(page, "central-bank@demo.example");
            await page.GotoAsync(demo.Address("/central-bank"));
            var plan = await page.Locator("main a[href^='/central-bank/plan/']").First.GetAttributeAsync("href");
            foreach (var path in new[] { "/central-bank", plan!, "/central-bank/programmes/1" })
                await LookAsync(page, path, width, faults);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private async Task LookAsync(IPage page, string path, int width, List<string> faults)
    {
        await page.GotoAsync(demo.Address(path));
        faults.AddRange(await Accessibility.FaultsAsync(page, path));
        if (Environment.GetEnvironmentVariable("CITIZENBONDS_PICTURES") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, $"buyback-{width}{path.Replace('/', '-')}.png"), FullPage = true,
        });
    }

    private async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync(demo.Address("/account/sign-in"));
        await page.Locator("main input[type=email]").FillAsync(email);
        await page.Locator("main input[type=password]").FillAsync(DemoAccounts.Password);
        await page.Locator("main input[type=password]").PressAsync("Enter");
        await Expect(page).Not.ToHaveURLAsync(Visitor.SignInPage());
    }

    private static async Task FillBondAsync(Visitor treasury)
    {
        await treasury.FillAsync("Name in Japanese", "令和8年度の収支不足（追加）");
        await treasury.FillAsync("Name in English", "Deficit of fiscal 2026, second part");
        await treasury.FillAsync("Fiscal year", "2026");
        await treasury.FillAsync("Amount to cover", "100,000,000");
        await treasury.FillAsync("Title in Japanese", "採掘国債 2026年第2回");
        await treasury.FillAsync("Title in English", "Mining government bond 2026/2");
        await treasury.Page.FillAsync("[name=Size]", "10,000");
        await treasury.FillAsync("Highest price that may be bid", "9,900");
        await treasury.FillAsync("Reserve price", "9,300");
        await treasury.FillAsync("Sale opens on", "2026-11-24");
        await treasury.FillAsync("Sale closes on", "2026-12-04");
        await treasury.FillAsync("Issue date", "2026-12-14");
        await treasury.FillAsync("Last day", "2036-12-15");
        for (var number = 0; number < 4; number++)
        {
            await treasury.Page.FillAsync($"[name=Score{number}]", "60");
            await treasury.Page.FillAsync($"[name=Evidence{number}]", "https://example.com/evidence");
        }
    }

    private static void AssertVerifierAgrees(byte[] file)
    {
        using var input = new MemoryStream(file);
        using var output = new MemoryStream();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = VerifierHost.Run(["buyback"], input, output, said);
        Assert.True(code == 0, said.ToString());
        Assert.True(Encoding.UTF8.GetString(output.ToArray()).Split('\n').Length > 10); // One row a decision.
    }
}
