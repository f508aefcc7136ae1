using System.Globalization;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using CitizenBonds.Testing.Worlds;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace CitizenBonds.Browser.Tests.Citizen;

/// <summary>
/// A newcomer on a phone: from registering to the first application and back out of it, without a mistake or with.
/// </summary>
public sealed class CitizenJourneyTests(PortalDatabases databases, ChromiumFixture chromium)
{
    private const string Email = "hana@town.example";
    private const string Password = "four quiet herons";

    // Beyond every number the demonstration uses.
    private const int IssueNumber = 99_001;
    private static readonly string ApplyPath = "apply/" + Isin.ForProvisional(IssueNumber).Code;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newcomer_FollowsTheGuidedPath_AppliesChangesAndWithdraws()
    {
        await using var portal = await RunningPortal.StartDemoAsync(databases, Cancellation);
        await OpenSaleAsync(portal);
        await using var context = await chromium.NewContextAsync(new()
        {
            Locale = "en-GB", ViewportSize = new() { Width = 390, Height = 844 },
        });
        var page = await context.NewPageAsync();
        await RegisterAsync(page, portal);

        await page.GotoAsync(Address(portal, "start"));
        await ShotAsync(page, "start");
        await page.ClickAsync(".main-action a");
        await PassIdentityCheckAsync(page);
        await page.ClickAsync(".main-action a");
        await PassKnowledgeTestAsync(page);
        await page.ClickAsync(".main-action a");
        await DepositAsync(page);
        await Expect(page.Locator("main")).ToContainTextAsync("Everything is ready");

        await page.GotoAsync(Address(portal, ApplyPath));
        await ApplyAsync(page);
        await WithdrawAsync(page, portal);
        await LookAroundAsync(page, portal);
    }

    private static async Task PassIdentityCheckAsync(IPage page)
    {
        await page.FillAsync("[name=FullName]", "<script>alert(1)</script> '; drop table portal.investors; --");
        await page.FillAsync("[name=BirthDate]", "2020-01-01");
        await page.FillAsync("[name=Address]", "1-2-3");
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("main [role=alert]")).ToContainTextAsync("from the age of 18");
        await Expect(page.Locator("[name=Address]")).ToHaveValueAsync("1-2-3");
        await ShotAsync(page, "identity-refused");
        await page.FillAsync("[name=BirthDate]", "1980-05-31");
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("identity check has been taken in");
    }

    private static async Task PassKnowledgeTestAsync(IPage page)
    {
        await ShotAsync(page, "knowledge");
        string[] right =
        [
            "The municipality that issued it", "I am paid late, in part or not at all", "Interest paid on fixed dates",
            "A higher risk", "It falls", "No: I need a buyer, and the price may be lower", "No",
            "If that issuer fails, only a part is lost",
        ];
        foreach (var answer in right)
            await page.GetByLabel(answer, new() { Exact = true }).CheckAsync();
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("Passed");
    }

    private static async Task DepositAsync(IPage page)
    {
        foreach (var bad in (string[])["-5", "1e9", "12.5", "'; drop table", "99999999999999999999999"])
        {
            await page.FillAsync("[name=Amount]", bad);
            await page.ClickAsync("main button[type=submit]");
            await Expect(page.Locator("main [role=alert]")).ToContainTextAsync("whole number");
        }

        await page.FillAsync("[name=Amount]", "２００，０００円"); // Full width, as a Japanese keyboard types it.
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("The deposit is on your account");
    }

    private static async Task ApplyAsync(IPage page)
    {
        await ShotAsync(page, "apply");
        await page.FillAsync("[name=Amount]", "400,000");
        await page.ClickAsync("main form[method=post] button[type=submit]");
        await Expect(page.Locator("main [role=alert]")).ToContainTextAsync("your limit for one issue is ¥150,000");
        await ShotAsync(page, "apply-refused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply for ¥150,000 instead" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("What you could lose");
        await ShotAsync(page, "losses");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have seen what I could lose" }).ClickAsync();
        await ShotAsync(page, "review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply for ¥150,000" }).ClickAsync();
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("15 tokens");
        await ShotAsync(page, "applied");
        await page.GoBackAsync(); // What was reviewed is confirmed: the page before offers to change it.
        await Expect(page.Locator("main")).ToContainTextAsync("Applied for so far");
    }

    private static async Task WithdrawAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "applications"));
        await ShotAsync(page, "applications");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw the application" }).ClickAsync();
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("Withdrawn");
        await page.GotoAsync(Address(portal, "money"));
        await Expect(page.Locator(".figures")).ToContainTextAsync("¥200,000");
        await page.GetByRole(AriaRole.Link, new() { Name = "Register a bank account" }).ClickAsync();
        await RegisterAccountAsync(page);
        await page.GotoAsync(Address(portal, "money"));
        await page.FillAsync("[name=WithdrawYen]", "200001");
        await page.GetByRole(AriaRole.Button, new() { Name = "Request the withdrawal" }).ClickAsync();
        await ShotAsync(page, "money-refused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw ¥200,000 instead" }).ClickAsync();
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("set aside");
    }

    private static async Task RegisterAccountAsync(IPage page)
    {
        await page.FillAsync("[name=BankCode]", "０００１");
        await page.FillAsync("[name=BranchCode]", "123");
        await page.FillAsync("[name=Number]", "45678");
        await page.FillAsync("[name=Holder]", "ﾀﾅｶ ｱｵｲ"); // Half width, as a passbook prints it.
        await page.FillAsync("[name=Password]", Password);
        await page.ClickAsync("main form[method=post] button[type=submit]");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("Registered");
        await Expect(page.Locator("main")).ToContainTextAsync("••••678");
        await ShotAsync(page, "payout-account");
    }

    private static async Task LookAroundAsync(IPage page, RunningPortal portal)
    {
        foreach (var path in (string[])["portfolio", "portfolio/payments", "portfolio/history", "notices", "start"])
        {
            await page.GotoAsync(Address(portal, path));
            await Expect(page.Locator("h1")).ToBeVisibleAsync();
            Assert.DoesNotContain("[Citizen.", await page.ContentAsync(), StringComparison.Ordinal);
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), path);
            await ShotAsync(page, path.Replace('/', '-'));
        }

        var missing = await page.APIRequest.GetAsync(Address(portal, "apply/XT9999999999"));
        Assert.Equal(404, missing.Status);
        var statement = await page.APIRequest.GetAsync(Address(portal, "portfolio/statement.csv"));
        Assert.StartsWith(
            "number,day,reason,isin,direction,yen,tokens", await statement.TextAsync(), StringComparison.Ordinal);
        await page.SetViewportSizeAsync(1280, 900);
        foreach (var path in (string[])["start", "applications", "money", "portfolio/history", ApplyPath])
        {
            await page.GotoAsync(Address(portal, path));
            await ShotAsync(page, "wide-" + path.Replace('/', '-'));
        }
    }

    private static async Task OpenSaleAsync(RunningPortal portal)
    {
        await using var world = PortalWorld.Over(portal.ConnectionString);
        var issue = await AnnouncedIssue.CreateAsync(world, 1_000, Cancellation, number: IssueNumber);
        await using var connection = new NpgsqlConnection(portal.ConnectionString);
        await connection.OpenAsync(Cancellation);
        // The sale is open now by the portal's clock, whatever that says.
        await using var command = new NpgsqlCommand(
            """
            update portal.issues set sale_opens_at = now() - interval '9 years',
                sale_closes_at = now() + interval '9 years',
                settles_at = now() + interval '9 years 9 days' where id = $1
            """,
            connection);
        command.Parameters.AddWithValue(issue.Row.Id);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task RegisterAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "account/register"));
        await page.FillAsync("[name=Email]", Email);
        await page.FillAsync("[name=DisplayName]", "Hana");
        await page.FillAsync("[name=Password]", Password);
        await page.ClickAsync("main button[type=submit]");
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the letter" }).ClickAsync();
        await page.ClickAsync("a[href*='confirm-email']");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await page.FillAsync("[name=Email]", Email);
        await page.FillAsync("[name=Password]", Password);
        await page.ClickAsync("main form:first-of-type button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CITIZENBONDS_SCREENSHOTS") is not { Length: > 0 } folder) return;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"citizen-{name}.png"));
        await page.ScreenshotAsync(new() { Path = path, FullPage = true });
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static string Address(RunningPortal portal, string path) => new Uri(portal.Address, path).ToString();
}
