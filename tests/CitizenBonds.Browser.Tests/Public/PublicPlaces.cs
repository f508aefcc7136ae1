using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests.Public;

/// <summary>Every public page of the demonstration: fixed addresses, and one of each kind that links lead to.</summary>
internal static class PublicPlaces
{
    private static readonly string[] Fixed =
    [
        "/", "/bonds", "/issuers", "/ledger", "/ledger?reason=CouponPaid", "/ledger/blocks", "/ledger/anchors",
        "/ledger/reconciliation", "/disclosure",
        "/methodology", "/pricing", "/fair-price", "/buybacks", "/mining",
        "/verify", "/data", "/about", "/account/sign-in", "/account/register",
    ];

    /// <summary>Where a page leads: the selector of a link on it.</summary>
    private static readonly (string On, string Link)[] Followed =
    [
        ("/bonds", "main a[href^='/bonds/']"),
        ("/pricing", "main a[href$='/price']"),
        ("/buybacks", "main a[href^='/buybacks/']"),
        ("/mining", "main table tbody tr:last-child a[href^='/mining/']"),
        ("/issuers", "main a[href^='/issuers/']"),
        ("/ledger", "main a[rel=next]"),
        ("/ledger", "main a[href^='/ledger/transfers/']"),
        ("/ledger/blocks", "main a[href^='/ledger/blocks/']"),
    ];

    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, DemoPortal demo)
    {
        List<string> all = [.. Fixed];
        foreach (var (on, link) in Followed)
        {
            await page.GotoAsync(demo.Address(on));
            var href = await page.Locator(link).First.GetAttributeAsync("href");
            all.Add(href ?? throw new InvalidOperationException($"No address in {link} of {on}."));
        }

        return all;
    }
}
