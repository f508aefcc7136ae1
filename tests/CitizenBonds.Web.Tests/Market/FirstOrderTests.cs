using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Market;

/// <summary>Nobody orders for the first time without having been shown what can be lost.</summary>
public sealed class FirstOrderTests(PortalDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_LossesNotSeen_LeadsToThemAndGoesOn()
    {
        await using var portal = await PortalApp.StartAsync(databases, Token);
        var clock = portal.Services.GetRequiredService<PortalClock>();
        clock.StandAt(Moments.Start);
        await using var world = PortalWorld.Over(portal.ConnectionString);
        var market = await MarketWorld.CreateAsync(world, Token);
        clock.StandAt(MarketWorld.Ten);
        using var browser = await SignInAsync(portal, world, market);
        var ticket = $"/order/{market.Issue.Row.Isin}";

        var saved = await browser.SubmitAsync(
            ticket, "order", ("Side", "buy"), ("Amount", "2"), ("Unit", "tokens"), ("Kind", "Limit"),
            ("LimitPrice", "9,900"), ("GoodTill", ""));
        var refused = await browser.SubmitAsync(saved.Location!, "confirm");

        Assert.Equal(0, await world.CountAsync("market_orders", Token));
        var link = refused.Document.QuerySelector("[role=alert] a")?.GetAttribute("href");
        Assert.Equal($"{ticket}?step=losses", link);
        var losses = await browser.OpenAsync(link!); // Just compared.
        Assert.Contains("¥19,800", losses.Text, StringComparison.Ordinal); // 2 × 9,900.
        var seen = await browser.SubmitAsync(losses, "losses");
        var placed = await browser.SubmitAsync(seen.Location!, "confirm");
        Assert.Contains("step=", placed.Location, StringComparison.Ordinal);
        Assert.Equal(1, await world.CountAsync("market_orders where state = 0", Token));
    }

    private static async Task<FormClient> SignInAsync(PortalApp portal, PortalWorld world, MarketWorld market)
    {
        var citizen = await market.AddTraderAsync(100_000, Token, InvestorKind.Citizen);
        await using (var context = await world.OpenAsync(Token))
        {
            await context.Investors.Where(row => row.Id == citizen.InvestorId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LossSimulationSeenAt, (DateTimeOffset?)null), Token);
        }

        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProvisionAccount>().RunAsync(
            new(
                citizen.UserId, "first@town.example", "Aoi Tanaka", "en", PortalApp.Password, [PortalRole.Citizen],
                null),
            Token);
        var browser = portal.Browse();
        await browser.SignInAsync("first@town.example", PortalApp.Password);
        return browser;
    }
}
