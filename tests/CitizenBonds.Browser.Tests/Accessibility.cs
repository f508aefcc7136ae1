using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests;

/// <summary>What a machine can say about whether everybody can use a page.</summary>
internal static class Accessibility
{
    /// <summary>Violations found by axe, and content that is wider than the window.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string place)
    {
        var result = await page.RunAxe();
        List<string> faults = [.. result.Violations.Select(violation => $"{place}: {TextOf(violation)}")];
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        if (overflow > 0) faults.Add($"{place}: {overflow} pixels too wide");
        return faults;
    }

    private static string TextOf(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
