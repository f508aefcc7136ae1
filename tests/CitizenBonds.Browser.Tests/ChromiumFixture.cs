using Microsoft.Playwright;

namespace CitizenBonds.Browser.Tests;

/// <summary>One Chromium for all tests of a run. Every test opens a context of its own: no cookie is shared.</summary>
public sealed class ChromiumFixture : IAsyncDisposable
{
    private const string ExecutablePath = "/usr/bin/chromium";

    private const float StepTimeoutMilliseconds = 20_000;

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <param name="options">Null for a desktop window in English.</param>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var browser = await StartedAsync();
        var context = await browser.NewContextAsync(options ?? new() { Locale = "en-GB" });
        context.SetDefaultTimeout(StepTimeoutMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(StepTimeoutMilliseconds);
            return _browser ??= await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = ExecutablePath,
                Args = Arguments,
            });
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
