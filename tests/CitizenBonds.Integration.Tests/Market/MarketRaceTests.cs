using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;
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

    /// <summary>Ten thousand people own a token each of one bond; three thousand are wanted.</summary>
    [Fact]
    public async Task SellingAtOnce_TenThousandCitizens_TheFirstAreFilledAndAllIsAccountedFor()
    {
        const int People = 10_000;
        const int Wanted = 3_000;
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        await using (var connection = new NpgsqlConnection(world.ConnectionString))
        {
            await connection.ExecuteAsync(OrderWorld.Sql(series: 1));
            await connection.ExecuteAsync(Crowd, new { People });
        }

        var place = world.Get<PlaceOrder>();
        var bid = await place.ExecuteAsync(
            new(1, OrderSide.Buy, OrderType.Limit, OrderWorld.PriceYen, Wanted), "bid", OrderWorld.UserOf(1),
            MarketWorld.Ten, Token);
        var outcomes = await Task.WhenAll(Enumerable.Range(1, People).Select(number => place.ExecuteAsync(
            new(1, OrderSide.Sell, OrderType.Limit, OrderWorld.PriceYen - 10, 1), $"crowd{number}",
            OrderWorld.UserOf(100 + number), MarketWorld.Ten, Token)));

        Assert.All(outcomes, outcome => Assert.Null(outcome.AsRefusal));
        Assert.Equal(Wanted, bid.ValueOrThrow.Left.Tokens);
        Assert.Equal(Wanted, outcomes.Sum(outcome => outcome.ValueOrThrow.Filled.Tokens));
        var last = outcomes.Where(outcome => outcome.ValueOrThrow.Filled.Tokens == 1)
            .Max(outcome => outcome.ValueOrThrow.Sequence);
        Assert.DoesNotContain(outcomes, outcome =>
            outcome.ValueOrThrow.Filled.Tokens == 0 && outcome.ValueOrThrow.Sequence < last); // First come.
        await MarketAudit.AssertWholeAsync(world, Token);
    }

    [Fact]
    public async Task HaltAgainstOrders_ManyTimes_NothingTradesAfterTheHaltAndNoOrderIsLost()
    {
        const int Rounds = 20;
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var buyer = await market.AddTraderAsync(20_000_000, Token);
        var watch = new Actor(Guid.NewGuid(), new HashSet<PortalRole> { PortalRole.Operator }, null);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var at = MarketWorld.Ten.AddMinutes(10 * round);
            var orders = Enumerable.Range(0, 6).Select(number => market.PlaceAsync(
                number % 2 == 0 ? market.Holders[0] : buyer, number % 2 == 0 ? OrderSide.Sell : OrderSide.Buy, 10_000,
                1, Token, at)).ToList();
            var halt = world.Get<HaltSeries>().ExecuteAsync(market.SeriesId, watch, at, Token);
            orders.Add(market.PlaceAsync(market.Holders[1], OrderSide.Sell, 10_000, 1, Token, at));
            var stoppedAt = (await halt).ValueOrThrow.Sequence;
            foreach (var order in await Task.WhenAll(orders))
            {
                accepted++;
                if (order.ValueOrThrow.Sequence > stoppedAt) Assert.Equal(0, order.ValueOrThrow.Filled.Tokens);
            }

            _ = (await world.Get<ResumeSeries>().ExecuteAsync(market.SeriesId, watch, at.AddMinutes(1), Token))
                .ValueOrThrow;
            await world.Get<MarketEngine>().RunDueAsync(at.AddMinutes(7), Token);
        }

        Assert.Equal(Rounds * 7, accepted);
        // Of seven orders in a round three buy: in the end every purchase found its seller, at once or by the auction.
        Assert.Equal(Rounds * 3, await market.TokensAsync(buyer, Token));
        Assert.Empty(await world.AuditAsync(Token));
        await MarketAudit.AssertWholeAsync(world, Token);
    }

    /// <summary>People beside the eight of the world, each with an empty purse and one token of theirs.</summary>
    private const string Crowd = """
        insert into portal.investors (id, user_id, kind, identity_state, created_at)
            select 100 + n, (lpad(to_hex(100 + n), 8, '0') || '-0000-0000-0000-000000000000')::uuid, 0, 2, now()
            from generate_series(1, @People) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym)
            select 200000 + n, 1, 1, 100 + n, 1, 'cc' || n from generate_series(1, @People) n;
        insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym, payout_account_id, credits)
            select 400000 + n, 7, 1, 100 + n, 1001, 'ct' || n, 200000 + n, 1 from generate_series(1, @People) n;
        update portal.accounts set debits = debits + @People where owner_kind = 3;
        select setval('portal.accounts_id_seq', 1000000);
        """;

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

    /// <summary>
    /// A machine that has just started remembers no key: the database refuses the batch, which starts over.
    /// </summary>
    [Fact]
    public async Task PlaceOrder_KeyUsedBeforeTheMachineStarted_AnswersAsBeforeAndSoDoOthersOfTheBatch()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var market = await MarketWorld.CreateAsync(world, Token);
        var (seller, other) = (market.Holders[0], market.Holders[1]);
        var before = (await market.PlaceAsync(seller, OrderSide.Sell, 10_000, 5, Token, key: "old")).ValueOrThrow;
        await using (var portal = await world.OpenAsync(Token))
            await portal.MarketNodes.ExecuteDeleteAsync(Token); // As if that machine had died.

        await using var started = PortalWorld.Over(world.ConnectionString);
        var place = started.Get<PlaceOrder>();
        var order = new PlaceOrderCommand(market.SeriesId, OrderSide.Sell, OrderType.Limit, 10_000, 5);
        var outcomes = await Task.WhenAll(
            place.ExecuteAsync(order, "new", other.UserId, MarketWorld.Ten, Token),
            place.ExecuteAsync(order, "old", seller.UserId, MarketWorld.Ten, Token),
            place.ExecuteAsync(order, "newer", other.UserId, MarketWorld.Ten, Token));
        var reused = await place.ExecuteAsync(
            order with { Quantity = 6 }, "old", seller.UserId, MarketWorld.Ten, Token);

        Assert.Equal(before, outcomes[1].ValueOrThrow);
        Assert.NotEqual(outcomes[0].ValueOrThrow.Sequence, outcomes[2].ValueOrThrow.Sequence);
        Assert.True(reused.AsRefusal!.Is(MarketRefusal.ClientIdReused));
        Assert.Equal(5, await market.HeldTokensAsync(seller, Token));
        Assert.Equal(10, await market.HeldTokensAsync(other, Token));
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
