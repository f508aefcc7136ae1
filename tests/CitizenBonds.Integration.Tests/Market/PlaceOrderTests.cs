using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Market;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <remarks>
/// On 3 March a token bought on 2 March has earned one day of 360: 10,000 × 2 % / 360 = 0.555… yen. An institution pays
/// 0.01 % of the value.
/// </remarks>
public sealed class PlaceOrderTests(PortalDatabases postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlaceOrder_Crossing_PaysBothSidesToTheYen()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(1_000_000, Token);
        var seller = market.Holders[0];

        var sale = (await market.PlaceAsync(seller, OrderSide.Sell, 9_990, 20, Token)).ValueOrThrow;
        Assert.Equal(MarketOrderState.Open, sale.State);
        Assert.Equal(20, await market.HeldTokensAsync(seller, Token));

        var purchase = (await market.PlaceAsync(buyer, OrderSide.Buy, 10_000, 50, Token)).ValueOrThrow;
        Assert.Equal(20, purchase.Filled.Tokens);

        // 20 × 9,990 = 199,800; interest 20 × 0.555… = 11; fee 0.01 % of 199,800 = 19 each.
        Assert.Equal(199_811 - 19, await market.CashAsync(seller, Token));
        Assert.Equal(80, await market.TokensAsync(seller, Token));
        Assert.Equal(0, await market.HeldTokensAsync(seller, Token));
        Assert.Equal(20, await market.TokensAsync(buyer, Token));
        // Held for the 30 that are left: 300,000, interest 16, fee 30.
        Assert.Equal(300_046, await market.HeldCashAsync(buyer, Token));
        Assert.Equal(1_000_000 - 199_811 - 19 - 300_046, await market.CashAsync(buyer, Token));
        await AssertTradeAsync(world, market);
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task PlaceOrder_SameKeyTwice_PlacesOneOrder()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var seller = market.Holders[0];

        var first = await market.PlaceAsync(seller, OrderSide.Sell, 9_990, 20, Token, key: "once");
        var again = await market.PlaceAsync(seller, OrderSide.Sell, 9_990, 20, Token, key: "once");
        var other = await market.PlaceAsync(seller, OrderSide.Sell, 9_990, 21, Token, key: "once");

        Assert.Equal(first.ValueOrThrow, again.ValueOrThrow);
        Assert.True(other.AsRefusal!.Is(MarketRefusal.ClientIdReused));
        Assert.Equal(20, await market.HeldTokensAsync(seller, Token));
        Assert.Equal(1, await world.CountAsync("market_orders", Token));
    }

    [Fact]
    public async Task PlaceOrder_WhatTheRulesForbid_IsRefusedByNameAndWritesNothing()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var poor = await market.AddTraderAsync(10_000, Token);
        var citizen = await market.AddTraderAsync(10_000_000, Token, InvestorKind.Citizen);
        var seller = market.Holders[0];
        await market.PlaceAsync(seller, OrderSide.Sell, 10_100, 1, Token); // Opens the trading day.
        var log = await world.CountAsync("market_log", Token);
        var transfers = await world.CountAsync("transfers", Token);

        await RefusedAsync(market, seller, MarketRefusal.ClientIdUnfit, key: "with space");
        await RefusedAsync(market, seller, OrderRefusal.QuantityNotPositive, quantity: 0);
        await RefusedAsync(market, seller, OrderRefusal.AboveShareOfIssue, quantity: 301); // 30 % of 1,000 is 300.
        await RefusedAsync(market, seller, OrderRefusal.PriceOffTick, limit: 0);
        await RefusedAsync(market, seller, OrderRefusal.PriceOutOfRange, limit: 15_001);
        await RefusedAsync(market, seller, OrderRefusal.GoodTillDatePassed, goodTill: new DateOnly(2026, 3, 2));
        await RefusedAsync(market, seller, MarketRefusal.GoodTillTooFar, goodTill: new DateOnly(2026, 6, 2));
        await RefusedAsync(market, seller, OrderRefusal.TokensTooFew, side: OrderSide.Sell, quantity: 100);
        await RefusedAsync(market, poor, OrderRefusal.CashTooLow, limit: 10_000); // Interest and fee are missing.
        await RefusedAsync(market, citizen, OrderRefusal.AbovePositionLimit, quantity: 16); // 150,000 yen are 15.
        await RefusedAsync(market, new Trader(Guid.NewGuid(), 0), InvestorRefusal.NotOpened);
        Assert.True((await world.Get<PlaceOrder>().ExecuteAsync(
            new(999, OrderSide.Buy, OrderType.Limit, 10_000, 1), "unknown", seller.UserId, MarketWorld.Ten, Token))
            .AsRefusal!.Is(MarketRefusal.SeriesUnknown));
        Assert.Equal(log, await world.CountAsync("market_log", Token));
        await RefusedAsync(market, seller, OrderRefusal.MarketClosed, at: MarketWorld.At(16, 0));

        Assert.Equal(log + 2, await world.CountAsync("market_log", Token)); // The close at 15:30 took two steps.
        // The order of the opening was given back at the close: one release.
        Assert.Equal(transfers + 1, await world.CountAsync("transfers", Token));
    }

    [Fact]
    public async Task PlaceOrder_NearestAllowed_IsAccepted()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var citizen = await market.AddTraderAsync(10_000_000, Token, InvestorKind.Citizen);
        // 10,000 and no whole yen of interest on one token; the fee of 0.01 % is 1 yen.
        var exact = await market.AddTraderAsync(10_001, Token);

        _ = (await market.PlaceAsync(citizen, OrderSide.Buy, 10_000, 15, Token)).ValueOrThrow;
        _ = (await market.PlaceAsync(exact, OrderSide.Buy, 10_000, 1, Token)).ValueOrThrow;
        _ = (await market.PlaceAsync(market.Holders[0], OrderSide.Sell, 15_000, 100, Token)).ValueOrThrow;

        Assert.Equal(0, await market.CashAsync(exact, Token));
        var above = await market.PlaceAsync(citizen, OrderSide.Buy, 9_000, 1, Token);
        Assert.True(above.AsRefusal!.Is(OrderRefusal.AbovePositionLimit)); // What is bid for counts.
    }

    [Fact]
    public async Task CancelOrder_Open_GivesEverythingBack()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(1_000_000, Token);
        var order = (await market.PlaceAsync(buyer, OrderSide.Buy, 9_000, 10, Token)).ValueOrThrow;

        Assert.True((await market.CancelAsync(market.Holders[0], order.Sequence, Token)).AsRefusal is not null);
        _ = (await market.CancelAsync(buyer, order.Sequence, Token)).ValueOrThrow;
        var again = await market.CancelAsync(buyer, order.Sequence, Token);

        Assert.True(again.AsRefusal!.Is(MarketRefusal.OrderOver));
        Assert.Equal(1_000_000, await market.CashAsync(buyer, Token));
        Assert.Equal(0, await market.HeldCashAsync(buyer, Token));
    }

    private static async Task RefusedAsync(
        MarketWorld market, Trader trader, Enum refusal, OrderSide side = OrderSide.Buy, long limit = 10_000,
        long quantity = 1, string? key = null, DateTimeOffset? at = null, DateOnly? goodTill = null)
    {
        var outcome = await market.PlaceAsync(
            trader, side, limit, quantity, Token, at, key: key, goodTill: goodTill);
        Assert.Equal(Refusal.Of(refusal).Code, outcome.AsRefusal?.Code);
    }

    private static async Task AssertTradeAsync(PortalWorld world, MarketWorld market)
    {
        await using var portal = await world.OpenAsync(Token);
        var trade = await portal.MarketTrades.SingleAsync(row => row.SeriesId == market.SeriesId, Token);
        Assert.Equal((9_990, 20, 11, 19, 19), (
            trade.Price, trade.Quantity, trade.AccruedYen, trade.BuyerFeeYen, trade.SellerFeeYen));
        Assert.Equal(TradeTaker.Buyer, trade.Taker);
        var cash = await portal.Transfers.SingleAsync(row => row.Id == trade.CashTransfer, Token);
        var tokens = await portal.Transfers.SingleAsync(row => row.Id == trade.TokenTransfer, Token);
        Assert.Equal((199_811, 20), (cash.Amount, tokens.Amount));
    }
}
