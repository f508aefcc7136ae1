using System.Text.RegularExpressions;
using CitizenBonds.Application.Identity;
using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>One person at a browser of their own, who finds controls by what is written on them.</summary>
internal sealed partial class Visitor(IBrowserContext context, IPage page, DemoPortal demo) : IAsyncDisposable
{
    public IPage Page => page;

    public ILocator Heading => page.Locator("h1");

    public ILocator Answer => page.Locator("main [role=status]").First;

    public static async Task<Visitor> OpenAsync(ChromiumFixture chromium, DemoPortal demo)
    {
        var context = await chromium.NewContextAsync();
        return new Visitor(context, await context.NewPageAsync(), demo);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    public Task GoAsync(string path) => page.GotoAsync(demo.Address(path));

    public Task FillAsync(string label, string text) => page.Locator("main").GetByLabel(label).FillAsync(text);

    public Task ChooseAsync(string label, string option) =>
        page.Locator("main").GetByLabel(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    /// <param name="patience">Milliseconds until the answer begins; null for as long as any other step.</param>
    public Task PressAsync(string button, float? patience = null) =>
        page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .ClickAsync(new() { Timeout = patience });

    public Task FollowAsync(string link) =>
        page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    public Task SignInAsync(string demoKey)
    {
        var account = DemoAccounts.All.Single(account => account.Key == demoKey);
        return SignInAsync(account.Email, DemoAccounts.Password);
    }

    public async Task SignInAsync(string email, string password)
    {
        await GoAsync("/account/sign-in");
        await FillAsync("E-mail address", email);
        await FillAsync("Password", password);
        await PressAsync("Sign in");
        await Assertions.Expect(page).Not.ToHaveURLAsync(SignInPage());
    }

    [GeneratedRegex("/account/sign-in")]
    public static partial Regex SignInPage();
}
