using Microsoft.Playwright;
using Xunit;

namespace CitizenBonds.Browser.Tests.Journeys;

/// <summary>The one page that keeps a connection: the editor of a draft.</summary>
[Collection(typeof(DemoPortalTests))]
public sealed class DraftEditorTests(DemoPortal demo, ChromiumFixture chromium)
{
    [Fact]
    public async Task Circuit_OfficersDraft_UpdatesWhileTyping()
    {
        await using var officer = await Visitor.OpenAsync(chromium, demo);
        await officer.SignInAsync("officer");
        await officer.StartDraftAsync();
        var loads = 0;
        officer.Page.Load += (_, _) => loads++;

        await officer.Page.GetByLabel("Tokens on sale").PressSequentiallyAsync("many");
        var error = officer.Page.Locator("[id='Form.Size-error']");
        await Expect(error).ToBeVisibleAsync();
        await officer.FillAsync("Tokens on sale", "1000");
        await Expect(error).ToHaveCountAsync(0);

        Assert.Equal(0, loads);
        await officer.Page.ReloadAsync(); // It was saved by itself.
        await Expect(officer.Page.GetByLabel("Tokens on sale")).ToHaveValueAsync("1000");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
