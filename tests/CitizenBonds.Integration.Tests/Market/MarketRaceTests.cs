using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

public sealed class MarketRaceTests(PortalDatabases postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlaceOrder_SameKeyOnTwoMachines_PlacesOneOrder()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        await using var other = PortalWorld.Over(world.ConnectionString);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var clockwork = Task.WhenAll(KeepAsync(world, stop.Token), KeepAsync(other, stop.Token));
        var seller = market.Holders[0];
        _ = (await market.PlaceAsync(seller, OrderSide.Sell, 10_900, 1, Token)).ValueOrThrow; // This machine writes.

        var command = new PlaceOrderCommand(market.SeriesId, OrderSide.Sell, OrderType.Limit, 10_000, 5);
        var both = await Task.WhenAll(
            world.Get<PlaceOrder>().ExecuteAsync(command, "both", seller.UserId, MarketWorld.Ten, Token),
            other.Get<PlaceOrder>().ExecuteAsync(command, "both", seller.UserId, MarketWorld.Ten, Token));

        Assert.Equal(both[0].ValueOrThrow, both[1].ValueOrThrow);
        Assert.Equal(6, await market.HeldTokensAsync(seller, Token));
        await stop.CancelAsync();
        await clockwork;
    }

    [Fact]
    public async Task Refusal_FromAnotherMachine_KeepsItsNameAndAmounts()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        await using var other = PortalWorld.Over(world.ConnectionString);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var clockwork = Task.WhenAll(KeepAsync(world, stop.Token), KeepAsync(other, stop.Token));
        var seller = market.Holders[0];
        _ = (await market.PlaceAsync(seller, OrderSide.Sell, 10_900, 1, Token)).ValueOrThrow;

        var refused = (await other.Get<PlaceOrder>().ExecuteAsync(
            new(market.SeriesId, OrderSide.Sell, OrderType.Limit, 10_000, 100), "many", seller.UserId,
            MarketWorld.Ten, Token)).AsRefusal!;

        Assert.True(refused.Is(OrderRefusal.TokensTooFew));
        Assert.Equal(Domain.Values.Quantity.FromTokens(99), refused.Arguments["tokens"]);
        await stop.CancelAsync();
        await clockwork;
    }

    [Fact]
    public async Task CancelAgainstFill_ManyTimes_OneOfThemWinsAndNothingIsLost()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(10_000_000, Token);
        var seller = market.Holders[0];
        for (var round = 0; round < 50; round++)
        {
            var offer = (await market.PlaceAsync(seller, OrderSide.Sell, 10_000, 1, Token)).ValueOrThrow;
            var cancel = market.CancelAsync(seller, offer.Sequence, Token);
            var take = market.PlaceAsync(
                buyer, OrderSide.Buy, 10_000, 1, Token, type: OrderType.ImmediateOrCancel);
            var (cancelled, taken) = (await cancel, (await take).ValueOrThrow);
            Assert.Equal(cancelled.AsRefusal is null ? 0 : 1, taken.Filled.Tokens);
        }

        Assert.Equal(0, await market.HeldTokensAsync(seller, Token));
        Assert.Equal(0, await market.HeldCashAsync(buyer, Token));
        Assert.Equal(100, await market.TokensAsync(seller, Token) + await market.TokensAsync(buyer, Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task SellingAtOnce_ManyPeople_EveryTokenIsPaidOnce()
    {
        const int People = 400;
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var rich = await market.AddTraderAsync(20_000_000, Token);
        _ = (await market.PlaceAsync(rich, OrderSide.Buy, 9_990, 300, Token)).ValueOrThrow;

        // Ten holders send forty orders each of three tokens: 1,200 asked for, 1,000 owned, 300 wanted.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, People).Select(number =>
            market.PlaceAsync(market.Holders[number % 10], OrderSide.Sell, 9_900, 3, Token)));

        Assert.Equal(10 * 33, outcomes.Count(outcome => outcome.AsRefusal is null)); // 33 × 3 are 99 of 100.
        Assert.Equal(300, await market.TokensAsync(rich, Token));
        Assert.Equal(300, outcomes.Where(outcome => outcome.AsRefusal is null)
            .Sum(outcome => outcome.ValueOrThrow.Filled.Tokens));
        Assert.Empty(await world.AuditAsync(Token));
        await MarketAudit.AssertWholeAsync(world, Token);
    }

    [Fact]
    public async Task Takeover_DeadWriter_NextOneGoesOnAndTheOldOneIsShutOut()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(1_000_000, Token);
        await using var other = PortalWorld.Over(world.ConnectionString);
        _ = (await market.PlaceAsync(market.Holders[0], OrderSide.Sell, 10_000, 10, Token)).ValueOrThrow;
        await using (var portal = await world.OpenAsync(Token))
            await portal.MarketNodes.ExecuteDeleteAsync(Token); // As if the writer had been silent for too long.

        var command = new PlaceOrderCommand(market.SeriesId, OrderSide.Buy, OrderType.Limit, 10_000, 4);
        var there = await other.Get<PlaceOrder>().ExecuteAsync(
            command, "there", buyer.UserId, MarketWorld.Ten, Token);
        Assert.Equal(4, there.ValueOrThrow.Filled.Tokens);

        // The first machine still has its own book in memory; the fence shows it that the book is outdated.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var clockwork = Task.WhenAll(KeepAsync(world, stop.Token), KeepAsync(other, stop.Token));
        var here = await market.PlaceAsync(buyer, OrderSide.Buy, 10_000, 10, Token);
        Assert.Equal(6, here.ValueOrThrow.Filled.Tokens);
        await stop.CancelAsync();
        await clockwork;
        await MarketAudit.AssertWholeAsync(world, Token);
    }

    /// <summary>What the host of a running portal does twenty times a second.</summary>
    private static async Task KeepAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await world.Get<MarketEngine>().RunDueAsync(MarketWorld.Ten, cancellationToken);
                await Task.Delay(20, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
