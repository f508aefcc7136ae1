using CitizenBonds.Application.Commands;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.FairPrice;

/// <summary>The miners' register and their vote on k, from the opening to the constant that applies.</summary>
public sealed class WindowVoteTests(PortalDatabases postgres)
{
    private static readonly DateTimeOffset Closes = Moments.Start.AddDays(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CastVote_UnregisteredTwiceZeroAndLate_AreRefusedByName()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.CreateAsync(world, Token);
        var stranger = await new Citizens(world).OpenReadyAsync(0, Token);
        var (first, second) = (stage.Miners[0].UserId, stage.Miners[1].UserId);
        Assert.True(IsRefused(await stage.VoteAsync(first, 1, Moments.Start, Token), CastVoteRefusal.NoBallotOpen));
        var ballot = (await stage.OpenBallotAsync(Token)).ValueOrThrow;

        var unregistered = await stage.VoteAsync(stranger.UserId, 1e-9, Moments.Start, Token);
        Assert.True(IsRefused(unregistered, CastVoteRefusal.MinerNotRegistered));
        foreach (var constant in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            var odd = await stage.VoteAsync(first, constant, Moments.Start, Token);
            Assert.True(IsRefused(odd, CastVoteRefusal.ConstantNotPositive));
        }

        Assert.Null((await stage.VoteAsync(first, 1e-9, Moments.Start, Token)).AsRefusal);
        Assert.True(IsRefused(await stage.VoteAsync(first, 2e-9, Moments.Start, Token), CastVoteRefusal.VotedTwice));
        Assert.True(IsRefused(await stage.VoteAsync(second, 1e-9, Closes, Token), CastVoteRefusal.NoBallotOpen));
        Assert.Null((await stage.VoteAsync(second, 3e-9, Closes.AddSeconds(-1), Token)).AsRefusal);

        await using var portal = await world.OpenAsync(Token);
        var votes = await portal.WindowVotes.Where(row => row.BallotId == ballot.BallotId).ToListAsync(Token);
        Assert.Equal([1e-9, 3e-9], votes.Select(row => row.Constant).Order());
    }

    [Fact]
    public async Task CountBallots_Closed_CountsOnceAndAppliesAtTheNextRetargetOnly()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.CreateAsync(world, Token);
        _ = (await stage.OpenBallotAsync(Token)).ValueOrThrow;
        _ = (await stage.VoteAsync(stage.Miners[0].UserId, 1e-9, Moments.Start, Token)).ValueOrThrow;

        Assert.Equal(0, await world.Get<CountBallots>().RunAsync(Closes.AddSeconds(-1), Token));
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => world.Get<CountBallots>().RunAsync(Closes, Token)));

        Assert.Equal(1, counts.Sum());
        var counted = Assert.Single((await world.Get<WindowQueries>().FindAsync(Token)).Ballots);
        // 60 of 100 voted; 898,144 / 2016 = 445.5, so 446 * 2016.
        Assert.Equal((1e-9, 60, 100, 899_136L),
            (counted.Constant, counted.TerahashesVoted, counted.TerahashesRegistered, counted.EffectiveHeight));
        var early = await stage.PublishAsync(WindowStage.Price with { Height = 899_135 }, Token);
        Assert.True(IsRefused(early, PublishPriceRefusal.ConstantMissing));
        Assert.Null((await stage.PublishAsync(WindowStage.Price with { Height = 899_136 }, Token)).AsRefusal);
        await using var portal = await world.OpenAsync(Token);
        var told = await portal.Notices.Where(row => row.Kind >= NoticeKind.BallotOpened)
            .GroupBy(row => row.Kind).Select(rows => rows.Count()).ToListAsync(Token);
        Assert.Equal([2, 2], told); // Opened and counted, to each of the two.
    }

    [Fact]
    public async Task CountBallots_TooFewVoted_HasNoResult()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.CreateAsync(world, Token);
        _ = (await stage.OpenBallotAsync(Token)).ValueOrThrow;
        _ = (await stage.VoteAsync(stage.Miners[1].UserId, 1e-9, Moments.Start, Token)).ValueOrThrow; // 40 of 100.

        Assert.Equal(1, await world.Get<CountBallots>().RunAsync(Closes, Token));

        var counted = Assert.Single((await world.Get<WindowQueries>().FindAsync(Token)).Ballots);
        Assert.Equal((ConstantVoteRefusal.QuorumNotReached, null), (counted.Refusal, counted.Constant));
        Assert.True(IsRefused(
            await stage.PublishAsync(WindowStage.Price, Token), PublishPriceRefusal.ConstantMissing));
    }

    [Fact]
    public async Task Register_Rules_AreEachRefusedByName()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.CreateAsync(world, Token);
        var miner = stage.Miners[0];

        Assert.True(IsRefused(
            await stage.RegisterAsync(miner, 5, Token, WindowStage.Steward), RegisterMinerRefusal.NotTheOperator));
        Assert.True(IsRefused(await stage.RegisterAsync(miner, 0, Token), RegisterMinerRefusal.HashRateOutOfRange));
        Assert.True(IsRefused(
            await stage.RegisterAsync(miner with { InvestorId = 99_999 }, 5, Token),
            RegisterMinerRefusal.CodeUnknown));
        Assert.False((await stage.RegisterAsync(miner, 70, Token)).ValueOrThrow.IsNew); // The newer rate counts.
        _ = (await stage.OpenBallotAsync(Token)).ValueOrThrow;
        Assert.True(IsRefused(await stage.RegisterAsync(miner, 90, Token), RegisterMinerRefusal.BallotOpen));

        var miners = (await world.Get<WindowQueries>().FindAsync(Token)).Miners;
        Assert.Equal([70, 40], miners.Select(line => line.TerahashesPerSecond));
    }

    public static TheoryData<long, long, int, int, OpenBallotRefusal?> Rules => new()
    {
        { 898_000, 500_000, 144, 24, null },
        { 898_000, 0, 144, 24, OpenBallotRefusal.QuorumOutOfRange },
        { 898_000, 1_000_001, 144, 24, OpenBallotRefusal.QuorumOutOfRange },
        { 898_000, 1_000_000, 143, 24, OpenBallotRefusal.NoticeOutOfRange },
        { 898_000, 1_000_000, 144, 23, OpenBallotRefusal.ClosesOutOfRange },
        { -1, 1_000_000, 144, 24, OpenBallotRefusal.HeightBelowLast },
    };

    [Fact]
    public async Task OpenBallot_Rules_AreEachRefusedByName()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.CreateAsync(world, Token);
        Assert.True(IsRefused(
            await stage.OpenBallotAsync(Token, actor: WindowStage.Operator), OpenBallotRefusal.NotTheSteward));
        foreach (var rule in Rules.Reverse())
        {
            var (height, quorum, notice, hours, refusal) = rule.Data;
            var opened = await stage.OpenBallotAsync(
                Token, new(Moments.Start.AddHours(hours), height, quorum, notice));
            Assert.Equal(refusal is { } why ? Refusal.Of(why).Code : null, opened.AsRefusal?.Code);
        }

        Assert.True(IsRefused(await stage.OpenBallotAsync(Token), OpenBallotRefusal.AnotherOpen));
    }

    private static bool IsRefused<T>(Outcome<T> outcome, Enum refusal) => outcome.AsRefusal?.Is(refusal) == true;
}
