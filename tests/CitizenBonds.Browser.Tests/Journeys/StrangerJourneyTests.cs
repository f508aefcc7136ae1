using Microsoft.Playwright;
using Xunit;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>The life of one bond, from the officer's desk to the public ledger, by hand in real browsers.</summary>
[Collection(typeof(DemoPortalTests))]
public sealed class StrangerJourneyTests(DemoPortal demo, ChromiumFixture chromium)
{
    /// <summary>A move of a year does everything that falls due in it.</summary>
    private const float MoveMaxMilliseconds = 240_000;

    /// <summary>Everything that moves in the life of a bond that is repaid, as the ledger names it.</summary>
    private static readonly (string Name, string Amount)[] Movements =
    [
        ("Held for an application", SchoolRoofs.FaceShown), ("Paid for bonds", SchoolRoofs.FaceShown),
        ("Bonds issued", SchoolRoofs.TokensShown), ("Booked against the purpose", SchoolRoofs.FaceShown),
        ("Interest set aside", SchoolRoofs.CouponShown), ("Interest paid", SchoolRoofs.CouponShown),
        ("Repayment set aside", SchoolRoofs.FaceShown), ("Repaid", SchoolRoofs.FaceShown),
        ("Bonds taken back", SchoolRoofs.TokensShown),
    ];

    [Fact]
    public async Task Stranger_IssuesApprovesBuysAndIsRepaid_FindsEveryMovementInTheLedger()
    {
        await using var officer = await Visitor.OpenAsync(chromium, demo);
        await using var approver = await Visitor.OpenAsync(chromium, demo);
        await using var manager = await Visitor.OpenAsync(chromium, demo);
        await using var stranger = await Visitor.OpenAsync(chromium, demo);

        await officer.SignInAsync("officer");
        await officer.OpenPurposeAsync(SchoolRoofs.Purpose);
        await officer.StartDraftAsync();
        await officer.FillDraftAsync();
        await officer.SubmitDraftAsync();
        await approver.SignInAsync("approver");
        var isin = await approver.ApproveAsync(officer);

        await manager.SignInAsync("operator");
        await MoveToAsync(manager, SchoolRoofs.OpensOn);
        await stranger.RegisterAsync();
        await stranger.PassIdentityCheckAsync();
        await stranger.PassKnowledgeTestAsync();
        await stranger.DepositAsync("120000");
        await stranger.ApplyAsync(isin, SchoolRoofs.AppliedYen);

        await MoveToAsync(manager, SchoolRoofs.IssuedOn);
        await stranger.GoAsync("/portfolio");
        await Expect(stranger.Page.Locator("main")).ToContainTextAsync(SchoolRoofs.Title);
        await officer.PayInWhatIsMissingAsync();
        await MoveToAsync(manager, SchoolRoofs.RepaidOn);

        await FindEveryMovementAsync(stranger, isin);
        await stranger.GoAsync("/portfolio/history");
        var history = stranger.Page.Locator("main");
        await Expect(history.Locator("tr", new() { HasText = "Coupon" })).ToContainTextAsync(SchoolRoofs.CouponShown);
        await Expect(history.Locator("tr", new() { HasText = "Redemption" })).ToContainTextAsync(SchoolRoofs.FaceShown);
    }

    private static async Task FindEveryMovementAsync(Visitor reader, string isin)
    {
        await reader.GoAsync("/ledger");
        await reader.FillAsync("Bond", isin);
        await reader.PressAsync("Show");
        foreach (var (name, amount) in Movements)
        {
            var title = reader.Page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true });
            await Expect(reader.Page.GetByRole(AriaRole.Row).Filter(new() { Has = title })).ToContainTextAsync(amount);
        }
    }

    /// <summary>Lets the demonstration's time pass to 09:00 of a day, Japan time.</summary>
    private static async Task MoveToAsync(Visitor manager, string day)
    {
        await manager.GoAsync("/console/calendar");
        await manager.FillAsync("Go to a day", day);
        await manager.PressAsync("Go to that day", MoveMaxMilliseconds);
        await manager.Page.WaitForURLAsync("**/console/calendar?since=*", new() { Timeout = MoveMaxMilliseconds });
        await Expect(manager.Answer).ToContainTextAsync("Time went from");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
