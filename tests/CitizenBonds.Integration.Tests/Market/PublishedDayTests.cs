using CitizenBonds.Application.Market;
using CitizenBonds.Application.Workers;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <summary>A stranger with the public files and the offline verifier finds the very trades of the day.</summary>
public sealed class PublishedDayTests(PortalDatabases postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verifier_FilesOfADay_GivesTheTradesOfTheDay()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        await TradeAsync(world, market);

        var found = await world.Get<PublishedDays>().FindAsync(
            market.Issue.Row.Isin!, MarketWorld.Day, MarketWorld.Day.AddDays(1), Token);

        // Opening, the reopening after the price limit, closing; and the two stretches in between.
        Assert.Equal([1, 3, 5], found!.Record.Auctions.Select(auction => auction.Part));
        Assert.Equal([2, 4], found.Record.Sessions.Select(session => session.Part));
        await using var portal = await world.OpenAsync(Token);
        var stored = await portal.MarketTrades.OrderBy(row => row.Number)
            .Select(row => new { row.BuySequence, row.SellSequence, row.Price, row.Quantity }).ToListAsync(Token);
        Assert.Equal(
            stored.Select(row => (row.BuySequence, row.SellSequence, row.Price, row.Quantity)),
            found.Record.Trades.Select(row => (
                row.Trade.BuyOrder, row.Trade.SellOrder, row.Trade.Price, row.Trade.Quantity)));
        Assert.True(stored.Count > 30);
        DayVerifier.AssertAgrees(found.Record);
    }

    /// <summary>Orders of every type by eleven people, own orders meeting, cancels, and one price limit.</summary>
    private static async Task TradeAsync(PortalWorld world, MarketWorld market)
    {
        var rich = await market.AddTraderAsync(30_000_000, Token);
        var people = market.Holders.Append(rich).ToList();
        for (var number = 0; number < 150; number++)
        {
            var minute = 8 * 60 + 30 + (number * 2);
            var at = MarketWorld.At(minute / 60, minute % 60);
            if (number % 15 == 0) await world.Get<DueWork>().RunAsync(at, Token);
            var side = number * 7 % 11 < 5 ? OrderSide.Buy : OrderSide.Sell;
            var trader = side == OrderSide.Buy ? rich : people[number % 10];
            if (number % 13 == 5) (side, trader) = (OrderSide.Sell, rich);
            var type = (OrderType)(number % 17 == 3 ? 1 : number % 17 == 9 ? 2 : number % 17 == 13 ? 3 : 0);
            var placed = await market.PlaceAsync(
                trader, side, 10_000 + (number * 31 % 41) - 20, 1 + (number % 5), Token, at, type);
            if (number % 19 == 4 && placed.AsRefusal is null)
                await market.CancelAsync(trader, placed.ValueOrThrow.Sequence, Token, at);
        }

        _ = (await market.PlaceAsync(
            market.Holders[0], OrderSide.Sell, 11_050, 3, Token, MarketWorld.At(14, 0))).ValueOrThrow;
        var eager = await market.AddTraderAsync(10_000_000, Token); // Takes every offer up to the price limit.
        _ = (await market.PlaceAsync(eager, OrderSide.Buy, 11_100, 300, Token, MarketWorld.At(14, 1))).ValueOrThrow;
        await world.Get<DueWork>().RunAsync(MarketWorld.At(14, 31), Token);
        _ = (await market.PlaceAsync(
            market.Holders[1], OrderSide.Sell, 10_000, 2, Token, MarketWorld.At(14, 40))).ValueOrThrow;
        foreach (var (hour, minute) in ((int, int)[])[(15, 25), (15, 30)])
            await world.Get<DueWork>().RunAsync(MarketWorld.At(hour, minute), Token);
    }
}
