using System.Net;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Web.Pages.Operator.Parts;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Operator;

/// <summary>The operator's desks of the market, over a bond in continuous trading.</summary>
public sealed class MarketDeskTests(PortalDatabases databases) : IAsyncLifetime
{
    private PortalApp _portal = null!; // Started before every test, like the next ones.
    private PortalWorld _world = null!;
    private MarketWorld _market = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(databases, Token);
        Stand(Moments.Start);
        _world = PortalWorld.Over(_portal.ConnectionString);
        _market = await MarketWorld.CreateAsync(_world, Token);
        Stand(MarketWorld.Ten);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Halt_ThenResume_OrdersWaitMeanwhile()
    {
        using var browser = await SignInAsync("operator@town.example", PortalRole.Operator);
        var openedBefore = await browser.OpenAsync(ConsoleUrls.Market);
        Assert.Contains("Not halted", openedBefore.Text, StringComparison.Ordinal);

        var halted = await browser.SubmitAsync(openedBefore, "halt");

        Assert.EndsWith("done=halted", halted.Location, StringComparison.Ordinal);
        Assert.True(await IsHaltedAsync());
        Assert.Equal("Open", await PlaceAsync(_market.Holders[0], OrderSide.Sell));
        Assert.Equal("Open", await PlaceAsync(_market.Holders[1], OrderSide.Sell));
        var again = await browser.SubmitAsync(openedBefore, "halt"); // Pressed twice.
        Assert.Contains("halted already", again.Text, StringComparison.Ordinal);

        var resumed = await browser.SubmitAsync(ConsoleUrls.Market, "resume");

        Assert.EndsWith("done=resumed", resumed.Location, StringComparison.Ordinal);
        Assert.False(await IsHaltedAsync());
        Assert.Equal(2, await _world.CountAsync("market_orders where state = 0", Token));
    }

    [Fact]
    public async Task Halt_ByTheAuditor_IsNotOffered()
    {
        using var browser = await SignInAsync("auditor@town.example", PortalRole.Auditor);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync(ConsoleUrls.Market)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.OpenAsync(ConsoleUrls.MarketMakers)).Status);
        var surveillance = await browser.OpenAsync(ConsoleUrls.Surveillance);
        Assert.Contains("Nothing was found", surveillance.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarketMaker_AppointedAndReleased_StandsInTheList()
    {
        var maker = _market.Holders[0];
        using var browser = await SignInAsync("operator@town.example", PortalRole.Operator);
        var page = await browser.OpenAsync(ConsoleUrls.MarketMakers);
        (string, string)[] terms =
        [
            ("Institution", $"{maker.InvestorId}"), ("Series", $"{_market.SeriesId}"), ("Spread", "1.5"),
            ("Size", "10"), ("Presence", "80"),
        ];

        var unreadable = await browser.SubmitAsync(
            page, "appoint", [.. terms[..2], ("Spread", "much"), ("Size", "0"), ("Presence", "101")]);
        Assert.Contains("percentage above 0", unreadable.Text, StringComparison.Ordinal);
        Assert.Equal("much", unreadable.Document.QuerySelector("[name=Spread]")?.GetAttribute("value"));
        var appointed = await browser.SubmitAsync(page, "appoint", terms);
        Assert.EndsWith("done=maker-appointed", appointed.Location, StringComparison.Ordinal);
        Assert.Equal(appointed.Location, (await browser.SubmitAsync(page, "appoint", terms)).Location); // Sent twice.
        var second = await browser.SubmitAsync(ConsoleUrls.MarketMakers, "appoint", terms);
        Assert.Contains("quotes this bond already", second.Text, StringComparison.Ordinal);

        var list = await browser.OpenAsync(ConsoleUrls.MarketMakers);
        Assert.Contains("At least 10 tokens on each side within 1.5", list.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _world.CountAsync("market_makers", Token));

        var released = await browser.SubmitAsync(list, "release");
        Assert.EndsWith("done=maker-released", released.Location, StringComparison.Ordinal);
        Assert.Equal(0, await _world.CountAsync("market_makers where last_day is null", Token));
    }

    [Fact]
    public async Task Surveillance_SelfTradeInTheAuction_IsShownWithItsEvidence()
    {
        var (person, day) = (_market.Holders[0], MarketWorld.Day.AddDays(1));
        await _world.OpenAccountAsync(AccountPlan.InvestorCash(person.InvestorId), 1_000_000, Token);
        Stand(MarketWorld.At(8, 30, day));
        await PlaceAsync(person, OrderSide.Sell, MarketWorld.At(8, 30, day));
        await PlaceAsync(person, OrderSide.Buy, MarketWorld.At(8, 30, day));
        foreach (var (hour, minute) in ((int, int)[])[(9, 0), (15, 25), (15, 30)])
        {
            Stand(MarketWorld.At(hour, minute, day));
            await _portal.Services.GetRequiredService<DueWork>().RunAsync(MarketWorld.At(hour, minute, day), Token);
        }

        using var browser = await SignInAsync("auditor@town.example", PortalRole.Auditor);
        var list = await browser.OpenAsync(ConsoleUrls.Surveillance);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20)); // The worker looks every second.
        while (!list.Text.Contains("Traded with themselves", StringComparison.Ordinal)
            && !patience.IsCancellationRequested) list = await browser.OpenAsync(ConsoleUrls.Surveillance);

        var hit = await browser.OpenAsync(list.Document.QuerySelector("td a[href*='?id=']")?.GetAttribute("href")!);
        Assert.Contains("1 tokens bought from themselves", hit.Text, StringComparison.Ordinal);
        Assert.Contains("10,000", hit.Document.QuerySelector("tbody")?.TextContent, StringComparison.Ordinal);
        var file = hit.Document.QuerySelector("a[href$='trades.csv']")?.GetAttribute("href");
        Assert.Contains("auction,,,", (await browser.OpenAsync(file!)).Text, StringComparison.Ordinal);
    }

    private void Stand(DateTimeOffset moment) => _portal.Services.GetRequiredService<PortalClock>().StandAt(moment);

    private async Task<FormClient> SignInAsync(string email, PortalRole role)
    {
        await _portal.AddPersonAsync(email, role, Token);
        var browser = _portal.Browse();
        await browser.SignInAsync(email, PortalApp.Password);
        return browser;
    }

    private async Task<bool> IsHaltedAsync() =>
        await _world.CountAsync("market_series where is_halted", Token) == 1;

    private async Task<string> PlaceAsync(Trader trader, OrderSide side, DateTimeOffset? at = null)
    {
        var placed = await _portal.Services.GetRequiredService<PlaceOrder>().ExecuteAsync(
            new(_market.SeriesId, side, OrderType.Limit, 10_000, 1), Citizens.Key(), trader.UserId,
            at ?? MarketWorld.Ten, Token);
        return placed.ValueOrThrow.State.ToString();
    }
}
