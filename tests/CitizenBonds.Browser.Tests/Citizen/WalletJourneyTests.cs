using System.Globalization;
using System.Text;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace CitizenBonds.Browser.Tests.Citizen;

/// <summary>
/// On a phone, beside a real node: a citizen links a wallet with a pasted signature and takes ten tokens there.
/// </summary>
public sealed class WalletJourneyTests(PortalDatabases databases, ChromiumFixture chromium)
{
    private const string Email = "aoi@town.example";
    private const string Password = "four quiet herons";
    private const string Wallet = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    private const int LooksMax = 120;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Citizen_LinksAWallet_TakesTenTokensOut()
    {
        Assert.SkipUnless(
            AnvilNode.Program is not null && Directory.Exists(AnvilNode.Artifacts),
            "Needs anvil and the compiled contracts, as infra/test.sh prepares them.");
        await using var node = await AnvilNode.StartAsync(
            Cancellation, startsAt: null, stateFile: null, "--block-time", "1");
        await using var portal = await RunningPortal.StartAsync(
            databases, Cancellation, ("Chain:Url", node.Url.ToString()), ("Chain:ChainId", "31337"),
            ("Chain:Sender", AnvilNode.Sender), ("Chain:Artifacts", AnvilNode.Artifacts),
            ("Chain:ConfirmationsMin", "2"), ("Chain:ReconcileEveryBlocks", "1"));
        var isin = await PrepareAsync(portal);
        await using var context = await chromium.NewContextAsync(new()
        {
            Locale = "en-GB", ViewportSize = new() { Width = 390, Height = 844 },
        });
        var page = await context.NewPageAsync();
        await SignInAsync(page, portal);

        await page.GotoAsync(Address(portal, "wallet"));
        await LinkAsync(page, node);
        await LookUntilAsync(page, portal, "wallet", "main select[name=Isin]");
        await page.FillAsync("[name=Tokens]", "101");
        await PressAsync(page, "Send to my wallet");
        await Assertions.Expect(page.Locator("main [role=alert]")).ToContainTextAsync("do not hold so many");
        await page.FillAsync("[name=Tokens]", "10");
        await PressAsync(page, "Send to my wallet");
        await Assertions.Expect(page.Locator("main [role=status]")).ToContainTextAsync("On their way");
        await LookUntilAsync(page, portal, "wallet", "main .badge:has-text('done')");

        await ShotAsync(page, "wallet");
        Assert.Empty(await Accessibility.FaultsAsync(page, "wallet"));
        await page.GotoAsync(Address(portal, "ledger/reconciliation"));
        await Assertions.Expect(page.Locator("main table")).ToContainTextAsync("10 | 10");
        await ShotAsync(page, "reconciliation");
        Assert.Empty(await Accessibility.FaultsAsync(page, "reconciliation"));
        await page.SetViewportSizeAsync(1280, 900);
        await ShotAsync(page, "reconciliation-wide");
        await page.GotoAsync(Address(portal, "wallet"));
        await ShotAsync(page, "wallet-wide");
        var file = await page.APIRequest.GetAsync(Address(portal, "ledger/reconciliation.json"));
        Assert.Contains($"\"{isin}\"", await file.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task LinkAsync(IPage page, AnvilNode node)
    {
        await page.FillAsync("[name=Address]", "0x1234");
        await PressAsync(page, "Show me the message");
        await Assertions.Expect(page.Locator("main [role=alert]")).ToContainTextAsync("That is no address");
        await page.FillAsync("[name=Address]", Wallet);
        await PressAsync(page, "Show me the message");
        var message = await page.InputValueAsync("[name=Message]");
        await ShotAsync(page, "wallet-sign");
        var signature = (string)(await node.AskAsync(
            "personal_sign", Cancellation, "0x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(message)), Wallet))!;
        await page.FillAsync("[name=Signature]", signature);
        await page.FillAsync("[name=Password]", Password);
        await PressAsync(page, "Link this wallet");
        await Assertions.Expect(page.Locator("main [role=status]")).ToContainTextAsync("Linked");
    }

    /// <summary>A bond that settles tomorrow, sold to aoi today.</summary>
    private static async Task<string> PrepareAsync(RunningPortal portal)
    {
        var user = await AddCitizenAsync(portal);
        await using var world = PortalWorld.Over(portal.ConnectionString);
        var tomorrow = PortalTime.DayOf(TimeProvider.System.GetUtcNow()).AddDays(1);
        var issue = await AnnouncedIssue.CreateAsync(world, 100, Cancellation, issueDay: tomorrow);
        var investor = await issue.AddApplicationAsync(100, Cancellation);
        await using var context = await world.OpenAsync(Cancellation);
        await context.Investors.Where(row => row.Id == investor)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, user), Cancellation);
        _ = (await world.Get<SettleSale>().ExecuteAsync(issue.Row.Id, issue.SettlesAt, Cancellation)).ValueOrThrow;
        return issue.Row.Isin!; // The announced issue has one.
    }

    private static async Task<Guid> AddCitizenAsync(RunningPortal portal)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(NpgsqlDataSource.Create(portal.ConnectionString));
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddIdentityFeature();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ProvisionAccount>().RunAsync(
            new(Guid.NewGuid(), Email, "Aoi Tanaka", "en", Password, [PortalRole.Citizen], null), Cancellation);
    }

    private static Task PressAsync(IPage page, string button) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task SignInAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await page.GetByLabel("E-mail address").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(Journeys.Visitor.SignInPage());
    }

    /// <summary>The chain makes a block a second: the page is looked at again until it shows what is to come.</summary>
    private static async Task LookUntilAsync(IPage page, RunningPortal portal, string path, string selector)
    {
        for (var look = 0; look < LooksMax; look++)
        {
            await page.GotoAsync(Address(portal, path));
            if (await page.Locator(selector).CountAsync() > 0) return;
            await page.WaitForTimeoutAsync(500);
        }

        Assert.Fail($"{path} did not show {selector}.");
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CITIZENBONDS_PICTURES") is not { Length: > 0 } folder) return;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.png"));
        await page.ScreenshotAsync(new() { Path = path, FullPage = true });
    }

    private static string Address(RunningPortal portal, string path) => new Uri(portal.Address, path).ToString();
}
