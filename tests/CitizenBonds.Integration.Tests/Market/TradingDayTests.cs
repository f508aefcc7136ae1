using CitizenBonds.Application.Market;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

public sealed class TradingDayTests(PortalDatabases postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpeningAuction_OrdersOfThePreOpen_TradeAtOnePriceAtNine()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(2_000_000, Token);
        var early = MarketWorld.At(8, 30);
        _ = (await market.PlaceAsync(buyer, OrderSide.Buy, 10_050, 60, Token, early)).ValueOrThrow;
        _ = (await market.PlaceAsync(market.Holders[0], OrderSide.Sell, 9_950, 40, Token, early)).ValueOrThrow;
        _ = (await market.PlaceAsync(market.Holders[1], OrderSide.Sell, 10_020, 10, Token, early)).ValueOrThrow;
        var before = await world.Get<OrderBookQueries>().FindAsync(market.SeriesId, early, Token);
        Assert.Equal(SessionState.PreOpen, before!.Session);
        Assert.Equal(50, before.Indicative!.Value.Volume);

        await world.Get<DueWork>().RunAsync(MarketWorld.At(9, 0), Token);

        // 10 more are wanted than offered at every candidate, so the highest limit with the full volume: 10,050.
        var trades = await world.Get<OrderBookQueries>().TradesAsync(market.SeriesId, null, 10, Token);
        Assert.All(trades, trade => Assert.Equal((10_050, TradeTaker.None), (trade.Price.MinorUnits, trade.Taker)));
        Assert.Equal([10, 40], trades.Select(trade => trade.Quantity.Tokens));
        var after = await world.Get<OrderBookQueries>().FindAsync(market.SeriesId, MarketWorld.At(9, 1), Token);
        Assert.Equal(SessionState.Continuous, after!.Session);
        Assert.Equal((10_050, 10), (after.BestBid!.Value.MinorUnits, after.Bids[0].Tokens.Tokens));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task PriceLimit_TenPercent_PausesThirtyMinutesAndReopensByAuction()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(3_000_000, Token);
        _ = (await market.PlaceAsync(market.Holders[0], OrderSide.Sell, 11_000, 20, Token)).ValueOrThrow;

        // 11,000 is 10 % over the issue price: the trade is held back and the market pauses until 10:30.
        var order = (await market.PlaceAsync(buyer, OrderSide.Buy, 11_000, 50, Token)).ValueOrThrow;
        Assert.Equal(0, order.Filled.Tokens);
        var book = await world.Get<OrderBookQueries>().FindAsync(market.SeriesId, MarketWorld.Ten, Token);
        Assert.Equal(SessionState.Paused, book!.Session);
        Assert.Equal(MarketWorld.At(10, 30), book.SessionEndsAt);
        var during = MarketWorld.At(10, 20);
        var late = (await market.PlaceAsync(market.Holders[1], OrderSide.Sell, 10_900, 30, Token, during)).ValueOrThrow;
        Assert.Equal(MarketOrderState.Open, late.State);

        await world.Get<DueWork>().RunAsync(MarketWorld.At(10, 29), Token);
        Assert.Equal(0, await world.CountAsync("market_trades", Token));
        await world.Get<DueWork>().RunAsync(MarketWorld.At(10, 30), Token);

        // 50 wanted at 11,000, 50 offered up to there, nothing left over: 11,000 is the only price with volume 50.
        Assert.Equal(50, await market.TokensAsync(buyer, Token));
        var trades = await world.Get<OrderBookQueries>().TradesAsync(market.SeriesId, null, 10, Token);
        Assert.All(trades, trade => Assert.Equal(11_000, trade.Price.MinorUnits));
    }

    [Fact]
    public async Task Halt_ByTheOperator_TakesOrdersAndTradesNothingUntilResumed()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(1_000_000, Token);
        var someone = IssuerDesk.ActorOf(null, Data.Identity.PortalRole.Citizen);
        var chief = IssuerDesk.ActorOf(null, Data.Identity.PortalRole.Operator);
        var (halt, resume) = (world.Get<HaltSeries>(), world.Get<ResumeSeries>());
        _ = (await market.PlaceAsync(market.Holders[0], OrderSide.Sell, 10_000, 10, Token)).ValueOrThrow;

        var refused = await halt.ExecuteAsync(market.SeriesId, someone, MarketWorld.Ten, Token);
        Assert.True(refused.AsRefusal!.Is(HaltRefusal.NotTheOperator));
        _ = (await halt.ExecuteAsync(market.SeriesId, chief, MarketWorld.Ten, Token)).ValueOrThrow;
        var again = await halt.ExecuteAsync(market.SeriesId, chief, MarketWorld.Ten, Token);
        Assert.True(again.AsRefusal!.Is(MarketRefusal.HaltedAlready));
        var order = (await market.PlaceAsync(buyer, OrderSide.Buy, 10_000, 10, Token)).ValueOrThrow;
        Assert.Equal((0, MarketOrderState.Open), (order.Filled.Tokens, order.State));

        _ = (await resume.ExecuteAsync(market.SeriesId, chief, MarketWorld.At(11, 0), Token)).ValueOrThrow;
        await world.Get<DueWork>().RunAsync(MarketWorld.At(11, 4), Token);
        Assert.Equal(0, await world.CountAsync("market_trades", Token));
        await world.Get<DueWork>().RunAsync(MarketWorld.At(11, 5), Token);
        Assert.Equal(10, await market.TokensAsync(buyer, Token));
    }

    [Fact]
    public async Task Expiry_DayAndGoodTill_GiveBackAtTheCloseOfTheLastDay()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var seller = market.Holders[0];
        var sunday = new DateOnly(2026, 3, 8);
        _ = (await market.PlaceAsync(seller, OrderSide.Sell, 10_100, 10, Token)).ValueOrThrow;
        var rests = (await market.PlaceAsync(
            seller, OrderSide.Sell, 10_200, 20, Token, goodTill: sunday)).ValueOrThrow;

        await world.Get<DueWork>().RunAsync(MarketWorld.At(15, 30), Token);
        Assert.Equal(20, await market.HeldTokensAsync(seller, Token));
        await world.Get<DueWork>().RunAsync(MarketWorld.At(15, 29, sunday), Token);
        Assert.Equal(20, await market.HeldTokensAsync(seller, Token));
        await world.Get<DueWork>().RunAsync(MarketWorld.At(15, 30, sunday), Token);

        Assert.Equal(0, await market.HeldTokensAsync(seller, Token));
        Assert.Equal(100, await market.TokensAsync(seller, Token));
        var line = await world.Get<OwnOrderQueries>().FindAsync(seller.UserId, market.SeriesId, rests.Sequence, Token);
        Assert.Equal(MarketOrderState.Expired, line!.State);
        Assert.Null(await world.Get<DueWork>().NextAfterAsync(MarketWorld.At(15, 30, sunday), Token) is { } next
            && next < MarketWorld.At(15, 30, sunday.AddDays(60)) ? next : null);
    }

    [Fact]
    public async Task Coupon_TokensOnOffer_AreNotForgotten()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var seller = market.Holders[0];
        await using (var portal = await world.OpenAsync(Token))
        {
            var run = await portal.PaymentRuns.OrderBy(row => row.DueAt).FirstAsync(Token);
            var offered = DateOnly.FromDateTime(run.RecordAt.AddHours(9).AddDays(-2).DateTime);
            // 26 August 2026 is the record date: the offer of the day before rests over it.
            _ = (await market.PlaceAsync(
                seller, OrderSide.Sell, 10_900, 60, Token, MarketWorld.At(10, 0, offered),
                goodTill: offered.AddDays(20))).ValueOrThrow;
            var holders = await Data.Ledger.PaymentHolders.CountByQuantityAsync(
                portal, Domain.Bonds.PaymentKind.Coupon, market.SeriesId, market.Issue.Row.AssetId!.Value, run.RecordAt,
                Token);
            Assert.Equal(10, holders[100]); // All ten, the one with 60 on offer among them.
        }
    }

    [Fact]
    public async Task AcceptedInterest_AfterTheRecordDate_IsPaidByTheSeller()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(1_000_000, Token);
        var day = new DateOnly(2026, 8, 27); // Coupon of 2 September 2026, recorded on 26 August.
        var at = MarketWorld.At(10, 0, day);
        _ = (await market.PlaceAsync(market.Holders[0], OrderSide.Sell, 10_000, 36, Token, at)).ValueOrThrow;
        _ = (await market.PlaceAsync(buyer, OrderSide.Buy, 10_000, 36, Token, at)).ValueOrThrow;

        await using var portal = await world.OpenAsync(Token);
        var trade = await portal.MarketTrades.SingleAsync(Token);
        // Five days of 360 to the coupon: 36 × 10,000 × 2 % × 5 / 360 = 100 yen that the buyer will not receive.
        Assert.Equal(-100, trade.AccruedYen);
    }
}
