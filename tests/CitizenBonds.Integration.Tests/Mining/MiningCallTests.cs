using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Mining;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Integration.Tests.Trials;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

/// <summary>Ben sold five of his 35 tokens at 4,100 yen on 7 February 2024: a call pays 4,920 yen a token.</summary>
public sealed class MiningCallTests(PortalDatabases postgres)
{
    private const long CallYen = 4_920; // 1.2 × 4,100
    private static readonly DateTimeOffset TradedAt = MarketWorld.At(10, 0, new DateOnly(2024, 2, 7));
    private static readonly DateTimeOffset CalledAt = MarketWorld.At(12, 0, new DateOnly(2024, 2, 20));
    private static readonly DateTimeOffset BuyingFrom = CalledAt.AddHours(24);
    private static readonly DateTimeOffset EndsAt = BuyingFrom.AddDays(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_FromAnnouncementToEnd_PaysEverybodyTheSamePrice()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await TradeAsync(world, mining);
        await PlaceAsync(world, mining, mining.Anna, OrderSide.Sell, 4_300, 10, new DateOnly(2024, 3, 29));
        var issuer = await IssuerAsync(world, mining);

        var call = (await AnnounceAsync(world, mining)).ValueOrThrow;
        Assert.Equal((CallYen, BuyingFrom, EndsAt), (call.PriceYen, call.BuyingFrom, call.EndsAt));
        AssertRefused("MiningCall.AlreadyAnnounced", await AnnounceAsync(world, mining));
        AssertRefused("MiningCall.NotBuying", await AcceptAsync(world, mining, mining.Anna, "1", CalledAt));

        // Everything outstanding is 65 tokens, 319,800 yen; the state's account is empty.
        await mining.RunAsync(BuyingFrom, Token);
        Assert.Equal(319_800, await MissingAsync(world));
        await world.OpenAccountAsync(AccountPlan.IssuerCash(issuer), 319_800, Token);
        await mining.RunAsync(BuyingFrom.AddMinutes(1), Token);
        Assert.Equal(0, await world.BalanceAsync(AccountPlan.IssuerCash(issuer), Token));

        // The market has stopped and gave the ten tokens of Anna's ask back.
        var later = BuyingFrom.AddHours(2);
        AssertRefused("MiningCall.TokensTooFew", await AcceptAsync(world, mining, mining.Anna, "31", later));
        AssertRefused("MiningCall.QuantityUnreadable", await AcceptAsync(world, mining, mining.Anna, "0", later));
        Assert.Equal(20 * CallYen, (await AcceptAsync(world, mining, mining.Anna, "20", later)).ValueOrThrow.Yen);
        await mining.RunAsync(EndsAt.AddSeconds(-1), Token);
        Assert.Equal(20 * CallYen, await CashAsync(world, mining.Anna));
        await mining.RunAsync(EndsAt, Token);
        await mining.RunAsync(EndsAt.AddHours(1), Token);

        Assert.Equal(30 * CallYen, await CashAsync(world, mining.Anna));
        // As an institution he paid a fee of 0.01 % on the trade, rounded down: 2 yen.
        Assert.Equal((30 * CallYen) + (5 * 4_100) - 2, await CashAsync(world, mining.Ben));
        await using var portal = await world.OpenAsync(Token);
        Assert.Equal(IssueState.Redeemed, await portal.Issues.Select(row => row.State).SingleAsync(Token));
        Assert.Equal(0, await portal.Accounts
            .Where(row => row.Kind == AccountKind.Holding || row.Kind == AccountKind.PaymentPool)
            .SumAsync(row => row.Credits - row.Debits, Token));
        // Three holders each of the announcement and of the bid.
        Assert.Equal(3, await world.CountAsync("notices where kind = 60", Token));
        Assert.Equal(3, await world.CountAsync("notices where kind = 61", Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Announce_OutsideTheRules_IsRefusedAndTheNearestCaseIsNot()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await TradeAsync(world, mining);
        var end = TradedAt + CallTerms.Window;

        var byOperator = await world.Get<AnnounceCall>().ExecuteAsync(
            new(mining.IssueId, 5), Citizens.Key(), PureMiningWorld.Operator, end, Token);
        Assert.Equal("MiningCall.NotFound", byOperator.AsRefusal?.Code);
        AssertRefused("MiningCall.PeriodOutOfRange", await AnnounceAsync(world, mining, end, days: 0));
        AssertRefused("MiningCall.PeriodOutOfRange", await AnnounceAsync(world, mining, end, days: 91));
        AssertRefused("MiningCall.NoTradeInWindow", await AnnounceAsync(world, mining, end.AddSeconds(1)));
        Assert.Equal(0, await world.CountAsync("mining_calls", Token));
        // The start of the 744 hours counts.
        Assert.Null((await AnnounceAsync(world, mining, end)).AsRefusal);
    }

    [Fact]
    public async Task AcceptCall_TokensInAnOrderToSell_AreRefusedUntilTheyAreOut()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await StandingBidAsync(world);
        var later = BuyingFrom.AddHours(1);
        await PlaceAsync(
            world, mining, mining.Anna, OrderSide.Sell, 4_900, 25, new DateOnly(2024, 3, 29), later);

        var held = await AcceptAsync(world, mining, mining.Anna, "10", later);
        Assert.Equal("MiningCall.TokensHeldForSale", held.AsRefusal?.Code);
        Assert.Null((await AcceptAsync(world, mining, mining.Anna, "5", later)).AsRefusal);
    }

    [Fact]
    public Task AcceptCall_TwiceCutOrAtOnce_BuysOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var world = await PortalWorld.CreateAsync(postgres, Token);
            var mining = await StandingBidAsync(world);
            return new ReadyCommand(world, key => world.Get<AcceptCall>().ExecuteAsync(
                new(mining.IssueId, "7"), key, mining.Anna.UserId, BuyingFrom.AddHours(1), Token));
        },
        Token);

    [Fact]
    public Task EndCall_TwiceCutOrAtOnce_PaysTheRestOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var world = await PortalWorld.CreateAsync(postgres, Token);
            var mining = await StandingBidAsync(world);
            return new ReadyCommand(
                world, _ => world.Get<CallSteps>().EndAsync(mining.IssueId, EndsAt, Token));
        },
        Token);

    private static void AssertRefused<T>(string code, Outcome<T> outcome) =>
        Assert.Equal(code, outcome.AsRefusal?.Code);

    private static async Task<PureMiningWorld> StandingBidAsync(PortalWorld world)
    {
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await TradeAsync(world, mining);
        _ = (await AnnounceAsync(world, mining)).ValueOrThrow;
        await world.OpenAccountAsync(AccountPlan.IssuerCash(await IssuerAsync(world, mining)), 319_800, Token);
        await mining.RunAsync(BuyingFrom, Token);
        return mining;
    }

    private static Task<Outcome<AnnouncedCall>> AnnounceAsync(
        PortalWorld world, PureMiningWorld mining, DateTimeOffset? at = null, int days = 5) =>
        world.Get<AnnounceCall>().ExecuteAsync(
            new(mining.IssueId, days), Citizens.Key(), PureMiningWorld.Treasury, at ?? CalledAt, Token);

    private static Task<Outcome<AcceptedCall>> AcceptAsync(
        PortalWorld world, PureMiningWorld mining, Citizen citizen, string tokens, DateTimeOffset at) =>
        world.Get<AcceptCall>().ExecuteAsync(
            new(mining.IssueId, tokens), Citizens.Key(), citizen.UserId, at, Token);

    private static async Task TradeAsync(PortalWorld world, PureMiningWorld mining)
    {
        var cora = await new Citizens(world).OpenReadyAsync(0, Token, InvestorKind.Institution);
        await mining.DepositAsync(cora, 50_000, Token);
        await PlaceAsync(world, mining, mining.Ben, OrderSide.Sell, 4_100, 5);
        await PlaceAsync(world, mining, cora, OrderSide.Buy, 4_100, 5);
        Assert.Equal(1, await world.CountAsync("market_trades", Token));
    }

    private static async Task<long> PlaceAsync(
        PortalWorld world, PureMiningWorld mining, Citizen citizen, OrderSide side, long yen, long tokens,
        DateOnly? goodTill = null, DateTimeOffset? at = null) =>
        (await world.Get<PlaceOrder>().ExecuteAsync(
            new(mining.IssueId, side, OrderType.Limit, yen, tokens, goodTill), Citizens.Key(), citizen.UserId,
            at ?? TradedAt, Token)).ValueOrThrow.Sequence;

    private static Task<long> CashAsync(PortalWorld world, Citizen citizen) =>
        world.BalanceAsync(citizen.Cash, Token);

    private static async Task<long> IssuerAsync(PortalWorld world, PureMiningWorld mining)
    {
        await using var portal = await world.OpenAsync(Token);
        return await portal.Issues.Where(row => row.Id == mining.IssueId).Select(row => row.IssuerId)
            .SingleAsync(Token);
    }

    private static async Task<long> MissingAsync(PortalWorld world)
    {
        await using var portal = await world.OpenAsync(Token);
        return await portal.MiningCalls.Select(row => row.MissingYen).SingleAsync(Token);
    }
}
