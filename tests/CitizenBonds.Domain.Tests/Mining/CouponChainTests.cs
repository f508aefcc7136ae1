using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Mining;

public sealed class CouponChainTests
{
    private static readonly DateTimeOffset Announced = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(339, false)]
    [InlineData(340, true)] // 335 and five more
    public void Next_ChainGrows_RecordsAKeyBlockUnderFiveMore(long tip, bool records)
    {
        var (state, decision) = CouponChain.Next(new CouponChainState.Following(-1, 0), new ChainEvent.Grew(tip));

        Assert.Equal(records, decision is CouponChainDecision.Record { KeyHeights: [335] });
        Assert.Equal(records ? 335 : -1, state.LastKeyHeight);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Next_Reorganisation_SuspendsOnlyWhenDeeperThanFive(long depth, bool suspends)
    {
        var following = new CouponChainState.Following(335, 400);

        var (state, decision) = CouponChain.Next(following, new ChainEvent.Reorganised(400 - depth, 401));

        Assert.Equal(suspends, state is CouponChainState.Suspended);
        Assert.Equal(suspends, decision == new CouponChainDecision.RaiseIncident(depth));
        Assert.Equal(335, state.LastKeyHeight);
    }

    [Fact]
    public void Next_SuspendedAndGrowing_PaysNothingUntilResumed()
    {
        CouponChainState suspended = new CouponChainState.Suspended(335, 400, 380);

        var (waiting, nothing) = CouponChain.Next(suspended, new ChainEvent.Grew(2_000));
        var (resumed, decision) = CouponChain.Next(waiting, new ChainEvent.Resumed(700));

        Assert.IsType<CouponChainDecision.Wait>(nothing);
        Assert.Equal([671L], Assert.IsType<CouponChainDecision.Record>(decision).KeyHeights);
        Assert.IsType<CouponChainState.Following>(resumed);
    }

    [Fact]
    public void Next_AlgorithmReplaced_EndsForGood()
    {
        var (ended, decision) = CouponChain.Next(
            new CouponChainState.Following(335, 400), new ChainEvent.MiningAlgorithmReplaced());
        var (after, nothing) = CouponChain.Next(ended, new ChainEvent.Grew(9_999));

        Assert.IsType<CouponChainDecision.DiscloseEnd>(decision);
        Assert.Equal(ended, after);
        Assert.IsType<CouponChainDecision.Wait>(nothing);
    }

    [Fact]
    public void Next_AnyHistory_RecordsNoKeyBlockTwiceAndSkipsNone()
    {
        var steps = Gen.Choose(0, 900).Zip(Gen.Choose(0, 12)).ListOf();
        Prop.ForAll(steps.ToArbitrary(), history =>
        {
            CouponChainState state = new CouponChainState.Following(-1, 0);
            var (tip, recorded) = (0L, new List<long>());
            foreach (var (growth, depth) in history)
            {
                var fork = Math.Max(0, tip - depth);
                tip = fork + growth + depth;
                ChainEvent[] events = state is CouponChainState.Suspended
                    ? [new ChainEvent.Resumed(tip)]
                    : [new ChainEvent.Reorganised(fork, tip)];
                foreach (var chainEvent in events)
                {
                    (state, var decision) = CouponChain.Next(state, chainEvent);
                    if (decision is CouponChainDecision.Record record) recorded.AddRange(record.KeyHeights);
                }
            }

            return recorded.SequenceEqual(Enumerable.Range(0, recorded.Count).Select(i => 335L + (336L * i)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Announce_TradesAroundTheWindow_TakesTheHighestInside()
    {
        (DateTimeOffset, Money)[] trades =
        [
            (Announced.AddHours(-744).AddTicks(-1), Money.FromSatoshi(900)),
            (Announced.AddHours(-744), Money.FromSatoshi(101)),
            (Announced.AddHours(-1), Money.FromSatoshi(100)),
            (Announced, Money.FromSatoshi(800)),
        ];

        var (call, refusal) = CallTerms.Announce(trades, Announced, Announced.AddDays(30));

        Assert.Null(refusal);
        Assert.Equal(Money.FromSatoshi(122), call?.Price); // 1.2 * 101 = 121.2, rounded up
    }

    [Fact]
    public void Announce_NoTradeInWindow_IsRefused() =>
        Assert.Equal(
            CallRefusal.NoTradeInWindow, CallTerms.Announce([], Announced, Announced.AddDays(30)).Refusal);

    [Theory]
    [InlineData(0, CallStage.CancelAsks)]
    [InlineData(23.9, CallStage.CancelAsks)]
    [InlineData(24, CallStage.Buying)]
    [InlineData(719.9, CallStage.Buying)]
    [InlineData(720, CallStage.Completed)]
    public void StageAt_HoursAfterAnnouncement_FollowsTheTerms(double hours, CallStage stage)
    {
        var (call, _) = CallTerms.Announce(
            [(Announced.AddHours(-1), Money.FromSatoshi(10))], Announced, Announced.AddDays(30));

        Assert.Equal(stage, call?.StageAt(Announced.AddHours(hours)));
    }
}
