using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>What an officer and an approver do at their desks.</summary>
internal static partial class IssuerDeskSteps
{
    public static async Task OpenPurposeAsync(this Visitor officer, string name)
    {
        await officer.GoAsync("/officer/purposes");
        await officer.Page.Locator("main").GetByLabel("Kind").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await officer.FillAsync("Name in Japanese", "川沿いの学校の屋根");
        await officer.FillAsync("Name in English", name);
        await officer.FillAsync("Fiscal year", "2026");
        await officer.FillAsync("To cover", "30000000");
        await officer.PressAsync("Name a deficit or project");
        await Expect(officer.Answer).ToContainTextAsync("The purpose is named");
    }

    /// <summary>Opens a fresh draft and waits until its fields answer to keys.</summary>
    public static async Task StartDraftAsync(this Visitor officer)
    {
        await officer.GoAsync("/officer/issues");
        await officer.PressAsync("Start a draft");
        await Expect(officer.Heading).ToHaveTextAsync("Draft of an issue");
        await Expect(officer.Page.Locator("[data-live]")).ToBeAttachedAsync();
    }

    public static async Task FillDraftAsync(this Visitor officer)
    {
        var purposes = officer.Page.GetByLabel("Purpose", new() { Exact = true });
        var mine = purposes.Locator("option", new() { HasText = SchoolRoofs.Purpose });
        await purposes.SelectOptionAsync(await mine.GetAttributeAsync("value") ?? "");
        await officer.FillAsync("Title in Japanese", "川沿いの学校の屋根 一年債");
        await officer.FillAsync("Title in English", SchoolRoofs.Title);
        await officer.FillAsync("Tokens on sale", "1000");
        await officer.FillAsync("Coupon", "2");
        await officer.ChooseAsync("Payments (optional)", "1 a year");
        await officer.FillAsync("Sale opens", SchoolRoofs.OpensOn);
        await officer.FillAsync("Sale closes", SchoolRoofs.ClosesOn);
        await officer.FillAsync("Issue date", SchoolRoofs.IssuedOn);
        await officer.FillAsync("Maturity", SchoolRoofs.RepaidOn);
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Complete and saved");
    }

    public static async Task SubmitDraftAsync(this Visitor officer)
    {
        await officer.PressAsync("Submit");
        await Expect(officer.Answer).ToContainTextAsync("Submitted");
    }

    /// <returns>The security number that the approved issue got.</returns>
    public static async Task<string> ApproveAsync(this Visitor approver, Visitor officer)
    {
        await approver.GoAsync("/approver");
        await approver.FollowAsync(SchoolRoofs.Title);
        await Expect(approver.Page.Locator("main")).ToContainTextAsync("Approving sells up to 1,000 tokens");
        await approver.PressAsync("Approve");
        await Expect(approver.Answer).ToContainTextAsync("Your decision was recorded");

        await officer.Page.ReloadAsync();
        var link = officer.Page.GetByRole(AriaRole.Link, new() { Name = "Public page" });
        var address = await link.GetAttributeAsync("href");
        return IsinAtEnd().Match(address ?? "").Value;
    }

    /// <summary>Pays in what the page says is missing for all payments ahead.</summary>
    public static async Task PayInWhatIsMissingAsync(this Visitor officer)
    {
        await officer.GoAsync("/officer/money");
        await officer.PressAsync("Announce this deposit");
        await Expect(officer.Answer).ToContainTextAsync("The deposit is on the account");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex("[A-Z]{2}[A-Z0-9]{9}[0-9]$")]
    private static partial Regex IsinAtEnd();
}
