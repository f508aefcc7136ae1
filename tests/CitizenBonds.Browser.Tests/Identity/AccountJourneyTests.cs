using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Web;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

namespace CitizenBonds.Browser.Tests.Identity;

/// <summary>A newcomer: from registering to every way of signing in.</summary>
public sealed class AccountJourneyTests(PortalDatabases databases, ChromiumFixture chromium)
{
    private const string Email = "aoi@town.example";
    private const string Password = "four quiet herons";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newcomer_Registers_ConfirmsByLetterAndSignsInByPasskey()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Cancellation);
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await AddVirtualAuthenticatorAsync(context, page);

        await RegisterAndConfirmAsync(page, portal);
        await SignInByPasswordAsync(page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("My portfolio");

        await page.GotoAsync(Address(portal, "account/passkeys"));
        await page.ClickAsync("[data-passkey=create]");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("The passkey was added");

        await page.FillAsync("[name=NewName]", "My phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(page.Locator("[name=NewName]")).ToHaveValueAsync("My phone");

        await SignOutAsync(page, portal);
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await page.ClickAsync("[data-passkey=get]");
        await Expect(page.Locator("h1")).ToHaveTextAsync("My portfolio");

        await page.GotoAsync(Address(portal, "account/passkeys"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("The passkey was removed");
        await SignOutAsync(page, portal);
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await page.ClickAsync("[data-passkey=get]");
        await Expect(page.Locator("[role=alert]").First)
            .ToContainTextAsync("This passkey does not open an account here");
    }

    [Fact]
    public async Task Newcomer_TurnsOnAuthenticator_IsAskedForItsCodeOrARecoveryCode()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Cancellation);
        await using var context = await chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        await RegisterAndConfirmAsync(page, portal);
        await SignInByPasswordAsync(page);

        await page.GotoAsync(Address(portal, "account/authenticator"));
        await Expect(page.Locator(".qr svg")).ToBeVisibleAsync();
        var key = await page.Locator("code").InnerTextAsync();
        await page.FillAsync("[name=Code]", "000000");
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("[role=alert]").First).ToContainTextAsync("not the code your app shows now");
        await page.FillAsync("[name=Code]", OneTimeCode.At(key, TimeProvider.System.GetUtcNow()));
        await page.ClickAsync("main button[type=submit]");
        var codes = await page.Locator(".codes code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Count);

        await SignOutAsync(page, portal);
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await SignInByPasswordAsync(page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Second step");
        await page.FillAsync("[name=Code]", OneTimeCode.At(key, TimeProvider.System.GetUtcNow()));
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("h1")).ToHaveTextAsync("My portfolio");

        await SignOutAsync(page, portal);
        await page.GotoAsync(Address(portal, "account/sign-in"));
        await SignInByPasswordAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "recovery code" }).ClickAsync();
        // The page before has a field of the same name.
        await Expect(page.Locator("h1")).ToHaveTextAsync("Recovery code");
        await page.FillAsync("[name=Code]", codes[3]);
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("h1")).ToHaveTextAsync("My portfolio");
        await page.GotoAsync(Address(portal, "account"));
        await Expect(page.Locator("main")).ToContainTextAsync("Unused: 9");
    }

    [Fact]
    public async Task SignOutEverywhere_AnotherBrowserPostsAForm_ComesBackToItsPageAfterSigningIn()
    {
        await using var portal = await RunningPortal.StartAsync(databases, Cancellation);
        await using var phone = await chromium.NewContextAsync();
        await using var office = await chromium.NewContextAsync();
        var onPhone = await phone.NewPageAsync();
        var inOffice = await office.NewPageAsync();
        await RegisterAndConfirmAsync(onPhone, portal);
        await SignInByPasswordAsync(onPhone);
        await inOffice.GotoAsync(Address(portal, "account/sign-in"));
        await SignInByPasswordAsync(inOffice);
        await inOffice.GotoAsync(Address(portal, "account/password"));

        await onPhone.GotoAsync(Address(portal, "account/sessions"));
        await Expect(onPhone.Locator("tbody tr")).ToHaveCountAsync(2);
        await onPhone.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Expect(onPhone.Locator("[role=status]")).ToContainTextAsync("signed out everywhere");

        await inOffice.FillAsync("[name=Present]", Password);
        await inOffice.FillAsync("[name=Wanted]", "six brave otters");
        await inOffice.ClickAsync("main button[type=submit]");
        await Expect(inOffice.Locator("[role=status]")).ToContainTextAsync("You were signed out");
        await SignInByPasswordAsync(inOffice);
        await Expect(inOffice.Locator("h1")).ToHaveTextAsync("Change the password");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static string Address(RunningPortal portal, string path) => new Uri(portal.Address, path).ToString();

    private static async Task RegisterAndConfirmAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "account/register"));
        await page.FillAsync("[name=Email]", Email);
        await page.FillAsync("[name=DisplayName]", "Aoi Tanaka");
        await page.FillAsync("[name=Password]", Password);
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Look for our letter");
        var (user, token) = LetterLink.Read(await ReadNewestLetterAsync(portal));
        await page.GotoAsync(Address(portal, $"account/confirm-email?user={user}&token={token}"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("Your address is confirmed");
    }

    private static async Task<string> ReadNewestLetterAsync(RunningPortal portal)
    {
        await using var database = NpgsqlDataSource.Create(portal.ConnectionString);
        await using var command = database.CreateCommand("select body from messages.emails order by id desc limit 1");
        return (string?)await command.ExecuteScalarAsync(Cancellation) ?? "";
    }

    private static async Task SignInByPasswordAsync(IPage page)
    {
        await page.FillAsync("[name=Email]", Email);
        await page.FillAsync("[name=Password]", Password);
        await page.ClickAsync("main form:first-of-type button[type=submit]");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task SignOutAsync(IPage page, RunningPortal portal)
    {
        await page.GotoAsync(Address(portal, "account"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync(portal.Address.ToString());
    }

    /// <summary>A phone with a fingerprint reader that always knows its owner, inside the browser.</summary>
    private static async Task AddVirtualAuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
