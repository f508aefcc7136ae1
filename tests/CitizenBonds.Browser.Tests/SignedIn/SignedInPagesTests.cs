using System.Text.RegularExpressions;
using CitizenBonds.Application.Identity;
using CitizenBonds.Browser.Tests.Journeys;
using Microsoft.Playwright;
using Xunit;

namespace CitizenBonds.Browser.Tests.SignedIn;

/// <summary>What each role sees behind the sign-in: for assistive technology, on a phone, in both languages.</summary>
[Collection(typeof(DemoPortalTests))]
public sealed partial class SignedInPagesTests(DemoPortal demo, ChromiumFixture chromium)
{
    /// <summary>Names a folder for pictures of every page visited; without it none are taken.</summary>
    private const string PicturesVariable = "CITIZENBONDS_PICTURES";

    public static TheoryData<string> Roles =>
        [.. DemoAccounts.All.DistinctBy(account => account.Role).Select(account => account.Key)];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Phone_English_AxeCleanAndFits(string role) => await VisitAsync(role, "en-GB", 390);

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Desktop_Japanese_AxeCleanAndFits(string role) => await VisitAsync(role, "ja-JP", 1280);

    private async Task VisitAsync(string role, string locale, int width)
    {
        // The axe script is put into the page by the test; the page's own policy forbids what it did not send.
        await using var context = await chromium.NewContextAsync(new()
        {
            Locale = locale, BypassCSP = true, ViewportSize = new() { Width = width, Height = 844 },
        });
        var page = await context.NewPageAsync();
        await SignInAsync(page, role);
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add($"{page.Url}: {error}");
        await new Crawl(page, demo, SeenByAnother(role)).RunAsync(new Uri(page.Url).PathAndQuery, async path =>
        {
            faults.AddRange(await FaultsAsync(page, path));
            await KeepPictureAsync(page, $"{role}-{locale[..2]}-{width}{path.Split('?')[0].Replace('/', '-')}.png");
        });
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>
    /// The account's pages are the same for everybody, those of the market for everybody who may not trade.
    /// </summary>
    private static string[] SeenByAnother(string role) => role switch
    {
        "citizen" => [],
        "institution" => ["/account/"],
        _ => ["/account", "/market", "/order", "/trade"],
    };

    /// <summary>By names and types, which are the same in every language.</summary>
    private async Task SignInAsync(IPage page, string role)
    {
        var account = DemoAccounts.All.Single(account => account.Key == role);
        await page.GotoAsync(demo.Address("/account/sign-in"));
        await page.Locator("main input[type=email]").FillAsync(account.Email);
        await page.Locator("main input[type=password]").FillAsync(DemoAccounts.Password);
        await page.Locator("main input[type=password]").PressAsync("Enter");
        await Assertions.Expect(page).Not.ToHaveURLAsync(Visitor.SignInPage());
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string path)
    {
        List<string> faults = [.. await Accessibility.FaultsAsync(page, path)];
        if (await page.Locator("h1").CountAsync() != 1) faults.Add($"{path}: not one h1");
        var missing = MissingText().Match(await page.Locator("body").InnerTextAsync());
        if (missing.Success) faults.Add($"{path}: no text for {missing.Value}");
        return faults;
    }

    private static async Task KeepPictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable(PicturesVariable) is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
    }

    /// <summary>What stands where the resources have no entry: the key in brackets.</summary>
    [GeneratedRegex(@"\[[A-Z]\w*(\.\w+)+\]")]
    private static partial Regex MissingText();
}
