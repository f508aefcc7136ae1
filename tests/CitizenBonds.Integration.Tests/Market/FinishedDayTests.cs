using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Web.Endpoints.OpenData;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <summary>What is kept of a day that is over is what its log says, read once.</summary>
public sealed class FinishedDayTests(PortalDatabases postgres)
{
    private static readonly DateOnly NextDay = MarketWorld.Day.AddDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finish_TwoDays_KeepsWhatAReplayFromTheFirstEntryGives()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        await TradeAsync(world, market, MarketWorld.Day);
        Assert.Equal(1, await FinishAsync(world));
        await TradeAsync(world, market, NextDay);
        var after = NextDay.AddDays(1);
        var replayed = await FilesAsync(world, market, NextDay, after); // Not kept yet: from the close before.

        Assert.Equal(1, await FinishAsync(world));
        Assert.Equal(0, await FinishAsync(world)); // Nothing is read twice.

        Assert.Equal(2, await world.CountAsync("market_days", Token));
        Assert.Equal(replayed, await FilesAsync(world, market, NextDay, after));
        foreach (var day in new[] { MarketWorld.Day, NextDay })
            Assert.Equal(await FromTheFirstEntryAsync(world, market, day), await FilesAsync(world, market, day, after));
        await using var portal = await world.OpenAsync(Token);
        var kept = await portal.MarketDays.OrderBy(row => row.Day).ToListAsync(Token);
        Assert.Equal(await portal.MarketTrades.MaxAsync(row => row.Number, Token), kept[^1].LastTrade);
    }

    [Fact]
    public async Task Finish_MarketMakerAndBackAndForth_AreMeasuredAndFound()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var maker = market.Holders[0];
        await FundAsync(world, maker, market.Holders[1], market.Holders[2]);
        var appointed = await AppointAsync(world, market, maker, "appoint-1");
        var repeated = await AppointAsync(world, market, maker, "appoint-1");
        Assert.Equal(appointed.ValueOrThrow.MakerId, repeated.ValueOrThrow.MakerId);
        Assert.Equal(
            Refusal.Of(MarketMakerRefusal.AppointedAlready).Code,
            (await AppointAsync(world, market, maker, "appoint-2")).AsRefusal?.Code);

        await QuoteAsync(world, market, maker, NextDay);
        await FinishAsync(world);

        var line = Assert.Single(await world.Get<MarketMakerQueries>().ListAsync(maker.UserId, Token));
        // Continuous from 9:00 to 15:25 are 385 minutes; both sides stood from 10:00 to 14:00, 240 of them.
        Assert.Equal(new QuotePresence(TimeSpan.FromMinutes(385), TimeSpan.FromMinutes(240)), line.Presence);
        Assert.Equal((1, 1), (line.Days, line.DaysMissed)); // 62 %, and 80 % were promised.
        var hit = Assert.Single(await world.Get<SurveillanceQueries>().ListAsync(before: null, Token));
        Assert.Equal((SurveillanceRule.WashTrades, 12L), (hit.Hit.Rule, hit.Hit.Tokens)); // 15 there, 12 back.
        Assert.Equal([market.Holders[1].UserId, market.Holders[2].UserId], hit.Users);
        var evidence = await world.Get<SurveillanceQueries>().EvidenceAsync(hit, Token);
        Assert.Equal([15L, 12L], evidence.Trades.Select(trade => trade.Quantity));
    }

    private static async Task QuoteAsync(PortalWorld world, MarketWorld market, Trader maker, DateOnly day)
    {
        var (one, other) = (market.Holders[1], market.Holders[2]);
        await PlaceAsync(market, one, OrderSide.Sell, 10_100, 15, MarketWorld.At(8, 30, day));
        await StepAsync(world, day, 9, 0);
        var bid = await PlaceAsync(market, maker, OrderSide.Buy, 9_950, 10, MarketWorld.At(10, 0, day));
        await PlaceAsync(market, maker, OrderSide.Sell, 10_040, 10, MarketWorld.At(10, 0, day));
        await market.CancelAsync(maker, bid, Token, MarketWorld.At(14, 0, day));
        await CancelOffersAsync(world, maker, MarketWorld.At(14, 0, day));
        await PlaceAsync(market, other, OrderSide.Buy, 10_100, 15, MarketWorld.At(14, 30, day));
        await PlaceAsync(market, other, OrderSide.Sell, 10_090, 12, MarketWorld.At(14, 40, day));
        await PlaceAsync(market, one, OrderSide.Buy, 10_090, 12, MarketWorld.At(14, 41, day));
        await StepAsync(world, day, 15, 25);
        await StepAsync(world, day, 15, 30);
    }

    /// <summary>An opening auction, continuous trading, cancels, an order that stays overnight, a closing auction.
    /// </summary>
    private static async Task TradeAsync(PortalWorld world, MarketWorld market, DateOnly day)
    {
        var buyer = await market.AddTraderAsync(5_000_000, Token);
        await PlaceAsync(market, market.Holders[0], OrderSide.Sell, 10_000, 5, MarketWorld.At(8, 30, day));
        await PlaceAsync(market, buyer, OrderSide.Buy, 10_010, 3, MarketWorld.At(8, 40, day));
        await StepAsync(world, day, 9, 0);
        var cancelled = await PlaceAsync(market, buyer, OrderSide.Buy, 9_900, 3, MarketWorld.At(10, 0, day));
        await market.CancelAsync(buyer, cancelled, Token, MarketWorld.At(10, 1, day));
        await PlaceAsync(
            market, market.Holders[1], OrderSide.Sell, 10_020, 7, MarketWorld.At(10, 2, day), day.AddDays(2));
        await PlaceAsync(market, buyer, OrderSide.Buy, 10_020, 4, MarketWorld.At(10, 3, day));
        await StepAsync(world, day, 15, 25);
        await PlaceAsync(market, buyer, OrderSide.Buy, 10_030, 2, MarketWorld.At(15, 26, day));
        await StepAsync(world, day, 15, 30);
    }

    private static async Task<long> PlaceAsync(
        MarketWorld market, Trader trader, OrderSide side, long yen, long tokens, DateTimeOffset at,
        DateOnly? goodTill = null) =>
        (await market.PlaceAsync(trader, side, yen, tokens, Token, at, goodTill: goodTill)).ValueOrThrow.Sequence;

    private static Task<int> StepAsync(PortalWorld world, DateOnly day, int hour, int minute) =>
        world.Get<DueWork>().RunAsync(MarketWorld.At(hour, minute, day), Token);

    private static Task<int> FinishAsync(PortalWorld world) =>
        world.Get<FinishMarketDays>().RunAsync(MarketWorld.At(16, 0, NextDay), Token);

    private static async Task CancelOffersAsync(PortalWorld world, Trader trader, DateTimeOffset at) =>
        _ = (await world.Get<CancelAllOrders>().ExecuteAsync(null, "all", trader.UserId, at, Token)).ValueOrThrow;

    private static Task<Outcome<AppointedMarketMaker>> AppointAsync(
        PortalWorld world, MarketWorld market, Trader maker, string key) =>
        world.Get<AppointMarketMaker>().ExecuteAsync(
            new(market.SeriesId, maker.InvestorId, 20_000, 10, 800_000), $"market-maker-{key}",
            new Actor(Guid.Empty, new HashSet<PortalRole> { PortalRole.Operator }, null), MarketWorld.Ten, Token);

    private static async Task FundAsync(PortalWorld world, params Trader[] traders)
    {
        foreach (var trader in traders)
            await world.OpenAccountAsync(
                Data.Ledger.AccountPlan.InvestorCash(trader.InvestorId), 1_000_000, Token);
    }

    private static async Task<string> FilesAsync(
        PortalWorld world, MarketWorld market, DateOnly day, DateOnly today) => Files(
        (await world.Get<PublishedDays>().FindAsync(market.Issue.Row.Isin!, day, today, Token))!.Record);

    private static async Task<string> FromTheFirstEntryAsync(PortalWorld world, MarketWorld market, DateOnly day)
    {
        await using var portal = await world.OpenAsync(Token);
        var log = await portal.MarketLog.OrderBy(row => row.Sequence).ToListAsync(Token);
        return Files(TradingDayRecord.Of(
            log.Select(row => row.ToEntry()), day, market.Issue.Row.PriceYen, OrderRules.Default,
            SessionSchedule.Default));
    }

    private static string Files(TradingDayRecord record) => string.Concat(
        record.Sessions.Select(MarketDayFiles.Orders)
            .Append(System.Text.Encoding.UTF8.GetString(MarketDayFiles.Auctions(record.Auctions)))
            .Append(MarketDayFiles.Trades(record.Trades)));
}
