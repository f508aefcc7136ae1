using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests.SignedIn;

/// <summary>
/// Every kind of page a person can come to by links from where signing in leads; of pages that differ in a number or a
/// code only, one.
/// </summary>
/// <param name="without">What a path must not begin with to be visited.</param>
internal sealed partial class Crawl(IPage page, DemoPortal demo, params IReadOnlyList<string> without)
{
    private const int PagesMax = 60;

    private const string AllLinks =
        "() => [...document.querySelectorAll('header a[href], main a[href]')].map(link => link.getAttribute('href'))";

    private readonly HashSet<string> _kinds = new(StringComparer.Ordinal);
    private readonly Queue<string> _waiting = new();

    /// <summary>Visits each; the page is open when <paramref name="look"/> is called with its path.</summary>
    public async Task RunAsync(string start, Func<string, Task> look)
    {
        Meet(start);
        while (_waiting.TryDequeue(out var path) && _kinds.Count <= PagesMax)
        {
            await page.GotoAsync(demo.Address(path), new() { WaitUntil = WaitUntilState.Load });
            await look(path);
            foreach (var link in await page.EvaluateAsync<string[]>(AllLinks)) Meet(link);
        }
    }

    private void Meet(string link)
    {
        if (!link.StartsWith('/') || Elsewhere().IsMatch(link)) return;
        if (without.Any(start => link.StartsWith(start, StringComparison.Ordinal))) return;
        var path = link.Split('#')[0];
        if (_kinds.Add(Particular().Replace(path.Split('?')[0], "*"))) _waiting.Enqueue(path);
    }

    /// <summary>Public pages have their own test; files and the change of language are not pages.</summary>
    [GeneratedRegex(
        @"^/($|\?|#|(bonds|mining|buybacks|fair-price|pricing|issuers|ledger|disclosure|methodology|verify|data|about"
        + @"|language)\b)|\.\w{2,6}$")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(?<=/)(?=[^/]*\d)[^/]+")]
    private static partial Regex Particular();
}
