using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Buyback;

public sealed class BuybackControllerTests
{
    private static readonly DateTimeOffset Issued = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly BuybackPolicy Policy = new()
    {
        Target = Money.FromYen(1_000_000),
        Gain = Rate.FromPercent(50),
        Elasticity = 1,
        PriceMargin = Rate.FromPercent(5),
        OperationMax = Money.FromYen(1_000_000),
        Participation = Rate.FromPercent(100),
        Concentration = Rate.FromPercent(33),
    };

    private static readonly BuybackMarket Market = new()
    {
        Now = Issued.AddDays(30),
        SeriesIssuedAt = Issued,
        BestAsk = Money.FromYen(10_000),
        Reference = Money.FromYen(10_000),
        WindowVolume = Quantity.FromTokens(10_000),
        Denomination = Money.FromYen(10_000),
        Series = new(Money.FromYen(100_000_000), Money.Zero),
        Issuer = new(Money.FromYen(100_000_000), Money.Zero),
    };

    [Theory]
    [InlineData(10_000, 50)] // 0.5 * 1,000,000 * 1 / 10,000
    [InlineData(10_500, 45)] // 0.5 * 1,000,000 * (10,000 / 10,500) / 10,500 = 45.35: dearer, fewer
    [InlineData(8_000, 78)] // 0.5 * 1,000,000 * 1.25 / 8,000 = 78.1: cheaper, more
    public void Decide_AskAgainstReference_BuysMoreWhenCheap(long ask, long tokens) =>
        Assert.Equal(
            new BuybackDecision.Bid(Quantity.FromTokens(tokens), Money.FromYen(ask)),
            Decide(Market with { BestAsk = Money.FromYen(ask) }));

    public static TheoryData<BuybackMarket, BuybackWait> Waits => new()
    {
        { Market with { Now = Issued.AddHours(168).AddTicks(-1) }, BuybackWait.Blackout },
        { Market with { Reference = null }, BuybackWait.NoReferencePrice },
        { Market with { BestAsk = null }, BuybackWait.NothingOffered },
        { Market with { BestAsk = Money.FromYen(10_501) }, BuybackWait.AskAboveCeiling },
        { Market with { WindowVolume = Quantity.Zero }, BuybackWait.ParticipationUsedUp },
        { Market with { Series = Holding(330_000) }, BuybackWait.ConcentrationReached },
        { Market with { Issuer = Holding(320_001) }, BuybackWait.ConcentrationReached },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void Decide_SomethingForbids_WaitsAndSaysWhy(BuybackMarket market, BuybackWait reason) =>
        Assert.Equal(new BuybackDecision.Wait(reason), Decide(market));

    [Fact]
    public void Decide_NearestAllowedCases_Bid()
    {
        BuybackMarket[] allowed =
        [
            Market with { Now = Issued.AddHours(168) },
            Market with { BestAsk = Money.FromYen(10_500) },
            Market with { WindowVolume = Quantity.FromTokens(1) },
            Market with { Series = Holding(320_000) },
        ];

        Assert.All(allowed, market => Assert.IsType<BuybackDecision.Bid>(Decide(market)));
    }

    [Fact]
    public void Decide_OperationMaxUnderOneToken_Waits() =>
        Assert.Equal(
            new BuybackDecision.Wait(BuybackWait.OperationMaxBelowOneToken),
            BuybackController.Decide(Policy with { OperationMax = Money.FromYen(9_999) }, Start(), Market));

    [Fact]
    public void Decide_Stopped_WaitsUntilResumed()
    {
        var stopped = Start().Stop();

        Assert.Equal(new BuybackDecision.Wait(BuybackWait.Stopped), BuybackController.Decide(Policy, stopped, Market));
        Assert.IsType<BuybackDecision.Bid>(BuybackController.Decide(Policy, stopped.Resume(), Market));
    }

    [Theory]
    [InlineData(9_999, 9_999)]
    [InlineData(10_000, null)] // exactly one token: bought although the gain asks for half of one
    public void Decide_LittleRemains_EndsOnlyUnderOneToken(long remaining, int? left)
    {
        var spent = Spend(1_000_000 - remaining);

        var decision = BuybackController.Decide(Policy, spent, Market);

        Assert.Equal(
            left is { } rest
                ? new BuybackDecision.End(Money.FromYen(rest))
                : new BuybackDecision.Bid(Quantity.FromTokens(1), Money.FromYen(10_000)),
            decision);
    }

    [Theory]
    [InlineData(nameof(BuybackPolicy.Gain))]
    [InlineData(nameof(BuybackPolicy.Elasticity))]
    [InlineData(nameof(BuybackPolicy.Target))]
    public void FindFault_ParameterOutOfRange_NamesIt(string name)
    {
        var policy = name switch
        {
            nameof(BuybackPolicy.Gain) => Policy with { Gain = Rate.FromPercent(101) },
            nameof(BuybackPolicy.Elasticity) => Policy with { Elasticity = double.NaN },
            _ => Policy with { Target = Money.Zero },
        };

        Assert.Equal(name, policy.FindFault());
        Assert.Throws<ArgumentException>(() => BuybackController.Decide(policy, Start(), Market));
    }

    [Fact]
    public void Book_FillExceedsItsBid_IsACallersMistake()
    {
        var bid = new BuybackDecision.Bid(Quantity.FromTokens(2), Money.FromYen(100));

        Assert.Throws<ArgumentException>(() => Start().Book(bid, Money.FromYen(101), Quantity.FromTokens(1)));
        Assert.Throws<ArgumentException>(() => Start().Book(bid, Money.FromYen(100), Quantity.FromTokens(3)));
        Assert.Equal(200, Start().Book(bid, Money.FromYen(100), Quantity.FromTokens(2)).Spent.MinorUnits);
    }

    [Fact]
    public void Slices_FourOfADay_AreSixHoursApart() =>
        Assert.Equal(
            [Issued, Issued.AddHours(6), Issued.AddHours(12), Issued.AddHours(18)],
            BuybackController.Slices(Issued, Issued.AddDays(1), 4));

    /// <summary>A market of asks around the reference, and offers of any size, from none to plenty.</summary>
    private static Gen<(int Ask, int Offered)[]> Sessions => Gen
        .Choose(5_000, 10_500).Zip(Gen.Choose(0, 40)).ArrayOf(60);

    [Fact]
    public void Decide_AnyMarket_NeverSpendsMoreThanTheTargetAndNeverGrowsWhatRemains()
    {
        var policies = from gain in Gen.Choose(1, 1_000_000)
                       from eta in Gen.Choose(0, 40)
                       select Policy with { Gain = Rate.FromPerMillion(gain), Elasticity = eta / 4d };
        Prop.ForAll(policies.ToArbitrary(), Sessions.ToArbitrary(), (policy, sessions) =>
        {
            var state = Start();
            foreach (var (ask, offered) in sessions)
            {
                var next = Step(policy, state, ask, offered);
                if (next.Spent > policy.Target || next.Remaining(policy) > state.Remaining(policy)) return false;
                state = next;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Decide_StoppedAndResumedAnywhere_EndsWhereAnUninterruptedProgrammeDoes() =>
        Prop.ForAll(Sessions.ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (sessions, at) =>
        {
            var (through, paused) = (Start(), Start());
            for (var i = 0; i < sessions.Length; i++)
            {
                through = Step(Policy, through, sessions[i].Ask, sessions[i].Offered);
                if (i == at) paused = Step(Policy, paused.Stop(), sessions[i].Ask, sessions[i].Offered).Resume();
                paused = Step(Policy, paused, sessions[i].Ask, sessions[i].Offered);
            }

            return through == paused;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_OffersKeepComing_ReachesTheTargetToWithinOneToken()
    {
        var gains = Gen.Choose(10_000, 1_000_000).ToArbitrary();
        var offers = Gen.Choose(1, 40).ToArbitrary();
        var asks = Gen.Choose(5_000, 10_500).ToArbitrary();
        Prop.ForAll(gains, offers, asks, (gain, offered, ask) =>
        {
            var policy = Policy with { Gain = Rate.FromPerMillion(gain) };
            var state = Start();
            for (var i = 0; i < 2_000; i++) state = Step(policy, state, ask, offered);
            return state.Remaining(policy) < Money.FromYen(ask);
        }).QuickCheckThrowOnFailure();
    }

    private static BuybackState Step(BuybackPolicy policy, BuybackState state, long ask, long offered)
    {
        var decision = BuybackController.Decide(policy, state, Market with { BestAsk = Money.FromYen(ask) });
        return decision is BuybackDecision.Bid bid
            ? state.Book(bid, bid.Price, Quantity.Min(bid.Quantity, Quantity.FromTokens(offered)))
            : state;
    }

    /// <summary>33 % of one million is 330,000.</summary>
    private static Holding Holding(long heldYen) => new(Money.FromYen(1_000_000), Money.FromYen(heldYen));

    private static BuybackState Spend(long yen) =>
        Start().Book(new(Quantity.FromTokens(1), Money.FromYen(yen)), Money.FromYen(yen), Quantity.FromTokens(1));

    private static BuybackDecision Decide(BuybackMarket market) => BuybackController.Decide(Policy, Start(), market);

    private static BuybackState Start() => BuybackState.Start(Currency.Jpy);
}
