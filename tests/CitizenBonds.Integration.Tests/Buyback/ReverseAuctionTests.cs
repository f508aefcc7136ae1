using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Buyback;

/// <summary>The second kind of operation: holders offer, the cheapest are bought, everybody is told at once.</summary>
public sealed class ReverseAuctionTests(PortalDatabases postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Auction_CompetitiveAndRetail_PaysEachItsPriceAndGivesTheRestBack()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        var citizen = await BuyAsCitizenAsync(world, mining);
        await mining.TradeSomeDaysAsync(Token);
        var programme = await mining.PlanAsync(Token);
        await mining.SteerAsync(programme, BuybackSteering.Start, Token);
        var auction = await AnnounceAsync(world, mining, programme);

        // Reference 9,600; ceiling 9,792. 300 tokens in all, 5 for the retail leg.
        await OfferAsync(world, mining, auction, mining.Holders[1].UserId, 9_580, 100);
        await OfferAsync(world, mining, auction, mining.Holders[2].UserId, 9_600, 400);
        await OfferAsync(world, mining, auction, mining.Holders[3].UserId, 9_800, 50); // Above the ceiling: void.
        await OfferAsync(world, mining, auction, citizen.UserId, null, 10);
        var before = await CashAsync(world, mining.Holders[2]);
        await Task.WhenAll(
            world.Get<ClearReverseAuction>().ExecuteAsync(auction, MiningWorld.At(10, 15, 25), Token),
            world.Get<ClearReverseAuction>().ExecuteAsync(auction, MiningWorld.At(10, 15, 25), Token));

        var view = (await world.Get<BuybackQueries>().FindAsync(programme, Token))!;
        var result = Assert.Single(view.Auctions);
        Assert.Equal(BuybackAuctionState.Cleared, result.State);
        Assert.Equal([100, 195, 0, 5], result.Offers.Select(offer => offer.Bought.Tokens)); // 300 less 5 retail.
        // (100 * 9,580 + 195 * 9,600) / 295 = 9,593.2, rounded down.
        Assert.Equal(Money.FromYen(9_593), result.Average);
        Assert.Equal(Money.FromYen(9_593), result.Offers[3].PaidPrice);
        var paid = (100 * 9_580) + (195 * 9_600) + (5 * 9_593);
        Assert.Equal(Money.FromYen(paid), view.Line.Spent);
        Assert.Equal(before + (195 * 9_600), await CashAsync(world, mining.Holders[2]));
        await using var portal = await world.OpenAsync(Token);
        var kinds = await portal.Notices.Where(row => row.InvestorId == citizen.InvestorId).OrderBy(row => row.Id)
            .Select(row => row.Kind).ToListAsync(Token);
        Assert.Superset(
            new HashSet<NoticeKind> { NoticeKind.BuybackAnnounced, NoticeKind.BuybackAccepted }, kinds.ToHashSet());
        Assert.Equal(0, await HeldAsync(world, mining, citizen));
        Assert.Empty(await world.AuditAsync(Token));
        await BuybackProgrammeTests.AssertVerifierAgreesAsync(world, view);
    }

    [Fact]
    public async Task Offer_WhatCannotBeOffered_IsRefusedByName()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        await mining.TradeSomeDaysAsync(Token);
        var programme = await mining.PlanAsync(Token);
        await mining.SteerAsync(programme, BuybackSteering.Start, Token);
        var auction = await AnnounceAsync(world, mining, programme);
        var holder = mining.Holders[2]; // 2,000 tokens.
        _ = await mining.OrderAsync(
            2, OrderSide.Sell, 9_990, 1_500, MiningWorld.At(9, 10), Token, new DateOnly(2026, 4, 30));

        Assert.True((await TryAsync(holder, 9_600, 501)).AsRefusal!.Is(BuybackRefusal.TokensHeldForSale));
        Assert.True((await TryAsync(holder, 9_600, 2_001)).AsRefusal!.Is(BuybackRefusal.TokensTooFew));
        Assert.True((await TryAsync(holder, null, 10)).AsRefusal!.Is(BuybackRefusal.RetailForCitizens));
        Assert.True((await TryAsync(holder, 0, 10)).AsRefusal!.Is(BuybackRefusal.PriceOutOfRange));
        Assert.Equal(500, (await TryAsync(holder, 9_600, 500)).ValueOrThrow.Held.Tokens); // The nearest allowed.
        Assert.Equal(200, (await TryAsync(holder, 9_590, 200)).ValueOrThrow.Held.Tokens); // Instead of it.
        Assert.Equal(1_700, await HeldAsync(world, mining, holder));
        Assert.Equal(0, (await TryAsync(holder, null, 0)).ValueOrThrow.Held.Tokens); // Taken back.
        Assert.Equal(1_500, await HeldAsync(world, mining, holder));
        var late = await world.Get<OfferTokens>().ExecuteAsync(
            new(auction, 9_600, 1), mining.NextKey(), holder.UserId, MiningWorld.At(10, 15, 25), Token);
        Assert.True(late.AsRefusal!.Is(BuybackRefusal.AuctionClosed));
        Assert.True((await TryAnnounceAsync("300", "20,000,000")).AsRefusal!.Is(BuybackRefusal.AuctionOpen));
        var stop = await world.Get<SteerBuyback>().ExecuteAsync(
            new(programme, BuybackSteering.Stop), mining.NextKey(), MiningWorld.CentralBank, MiningWorld.At(9, 11),
            Token);
        Assert.True(stop.AsRefusal!.Is(BuybackRefusal.AuctionOpen));
        Assert.Empty(await world.AuditAsync(Token));

        Task<Outcome<OfferedTokens>> TryAsync(Citizen who, long? price, long tokens) =>
            world.Get<OfferTokens>().ExecuteAsync(
                new(auction, price, tokens), mining.NextKey(), who.UserId, MiningWorld.At(9, 11), Token);

        Task<Outcome<AnnouncedAuction>> TryAnnounceAsync(string tokens, string budget) =>
            world.Get<AnnounceReverseAuction>().ExecuteAsync(
                new(programme, tokens, budget, "5", "2026-04-10"), mining.NextKey(), MiningWorld.CentralBank,
                MiningWorld.At(9, 11), Token);
    }

    private static async Task<long> AnnounceAsync(PortalWorld world, MiningWorld mining, long programme) =>
        (await world.Get<AnnounceReverseAuction>().ExecuteAsync(
            new(programme, "300", "5,000,000", "5", "2026-04-10"), mining.NextKey(), MiningWorld.CentralBank,
            MiningWorld.At(8, 17), Token)).ValueOrThrow.AuctionId;

    private static async Task OfferAsync(
        PortalWorld world, MiningWorld mining, long auction, Guid user, long? price, long tokens) =>
        _ = (await world.Get<OfferTokens>().ExecuteAsync(
            new(auction, price, tokens), mining.NextKey(), user, MiningWorld.At(9, 8), Token)).ValueOrThrow;

    private static async Task<Citizen> BuyAsCitizenAsync(PortalWorld world, MiningWorld mining)
    {
        var citizen = await new Citizens(world).OpenReadyAsync(150_000, Token);
        _ = await mining.OrderAsync(0, OrderSide.Sell, 9_600, 10, MiningWorld.At(6, 9, 10), Token);
        _ = (await world.Get<Application.Market.PlaceOrder>().ExecuteAsync(
            new(mining.SeriesId, OrderSide.Buy, OrderType.Limit, 9_600, 10), mining.NextKey(), citizen.UserId,
            MiningWorld.At(6, 9, 11), Token)).ValueOrThrow;
        return citizen;
    }

    private static Task<long> CashAsync(PortalWorld world, Citizen who) =>
        world.BalanceAsync(AccountPlan.InvestorCash(who.InvestorId), Token);

    private static async Task<long> HeldAsync(PortalWorld world, MiningWorld mining, Citizen who)
    {
        await using var portal = await world.OpenAsync(Token);
        var asset = await portal.Issues.Where(row => row.Id == mining.SeriesId).Select(row => row.AssetId!.Value)
            .SingleAsync(Token);
        return await world.BalanceAsync(AccountPlan.InvestorOrderTokens(who.InvestorId, asset), Token);
    }
}
