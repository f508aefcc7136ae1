using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>What a newcomer does on the way to a first bond.</summary>
internal static class CitizenSteps
{
    private const string Email = "stranger@town.example";
    private const string Password = "four quiet herons";

    /// <summary>The right ones, as a reader of the questions would choose them.</summary>
    private static readonly string[] RightAnswers =
    [
        "The municipality that issued it", "I am paid late, in part or not at all", "Interest paid on fixed dates",
        "A higher risk", "It falls", "No: I need a buyer, and the price may be lower", "No",
        "If that issuer fails, only a part is lost",
    ];

    public static async Task RegisterAsync(this Visitor stranger)
    {
        await stranger.GoAsync("/account/register");
        await stranger.FillAsync("E-mail address", Email);
        await stranger.Page.Locator("main [name=DisplayName]").FillAsync("Kaede Mori");
        await stranger.FillAsync("Password", Password);
        await stranger.Page.Locator("main form button").ClickAsync();
        await stranger.FollowAsync("Read the letter");
        await stranger.Page.Locator(".letter a").ClickAsync();
        await stranger.PressAsync("Confirm");
        await Expect(stranger.Answer).ToContainTextAsync("Your address is confirmed");
        await stranger.SignInAsync(Email, Password);
    }

    public static async Task PassIdentityCheckAsync(this Visitor stranger)
    {
        await stranger.GoAsync("/start");
        await stranger.FollowAsync("Start the identity check");
        await stranger.FillAsync("Full name", "Kaede Mori");
        await stranger.FillAsync("Date of birth", "1990-04-01");
        await stranger.FillAsync("Address", "1-2-3 Kinka, Gifu");
        await stranger.PressAsync("Send for checking");
        await Expect(stranger.Answer).ToContainTextAsync("your identity check has been taken in");
    }

    public static async Task PassKnowledgeTestAsync(this Visitor stranger)
    {
        await stranger.GoAsync("/start/knowledge");
        var questions = stranger.Page.Locator("main fieldset");
        await Expect(questions).ToHaveCountAsync(RightAnswers.Length);
        for (var i = 0; i < RightAnswers.Length; i++)
        {
            await questions.Nth(i).GetByLabel(RightAnswers[i], new() { Exact = true }).CheckAsync();
        }

        await stranger.PressAsync("Hand in the answers");
        await Expect(stranger.Answer).ToContainTextAsync("Passed");
    }

    public static async Task DepositAsync(this Visitor stranger, string yen)
    {
        await stranger.GoAsync("/start/fund");
        await stranger.FillAsync("Amount to deposit", yen);
        await stranger.PressAsync("Announce the deposit");
        await Expect(stranger.Answer).ToContainTextAsync("The deposit is on your account");
    }

    public static async Task ApplyAsync(this Visitor stranger, string isin, string yen)
    {
        await stranger.GoAsync($"/apply/{isin}");
        await stranger.FillAsync("How much?", yen);
        await stranger.PressAsync("Review");
        await Expect(stranger.Page.Locator("main")).ToContainTextAsync("What you could lose");
        await stranger.PressAsync("I have seen what I could lose");
        await stranger.PressAsync($"Apply for {SchoolRoofs.FaceShown}");
        await Expect(stranger.Answer).ToContainTextAsync("Your application is in");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
