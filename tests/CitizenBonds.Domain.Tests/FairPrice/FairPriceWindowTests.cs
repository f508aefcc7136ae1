using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.FairPrice;

public sealed class FairPriceWindowTests
{
    private static readonly FairPriceInputs Inputs = new(700_000, 20e12, 40_000, 1, 0.1);

    [Theory]
    [InlineData(700_000, 1.25e-8)] // 40,000 * 6.25 / 20e12
    [InlineData(840_000, 6.25e-9)] // after the halving 40,000 * 3.125 / 20e12
    public void For_Height_TakesItsSubsidy(long height, double k)
    {
        var window = Window(Inputs with { Height = height });

        Assert.Equal(1, window.K / k, 12);
        Assert.Equal(1, window.Upper / (1.1 * k), 12);
        Assert.Equal(1, window.Lower / (0.9 * k), 12);
    }

    [Fact]
    public void Allows_PricesAtTheBand_EndsCount()
    {
        var window = Window(Inputs);

        Assert.True(window.AllowsDeposit(window.Upper));
        Assert.False(window.AllowsDeposit(Math.BitIncrement(window.Upper)));
        Assert.True(window.AllowsWithdrawal(window.Lower));
        Assert.False(window.AllowsWithdrawal(Math.BitDecrement(window.Lower)));
        Assert.False(window.AllowsDeposit(double.NaN));
        Assert.False(window.AllowsWithdrawal(double.PositiveInfinity));
    }

    [Fact]
    public void WholePrices_BandBetweenTwoNumbers_StayInsideIt()
    {
        // K = 15,000,000 * 3.125 / (1e-9 * 125e12) = 375; 3 % either side is 386.25 and 363.75.
        var window = Window(new(900_000, 125e12, 15_000_000, 1e-9, 0.03));

        Assert.Equal(386, window.DepositMax);
        Assert.Equal(364, window.WithdrawalMin);
        Assert.True(window.AllowsDeposit(386) && !window.AllowsDeposit(387));
        Assert.True(window.AllowsWithdrawal(364) && !window.AllowsWithdrawal(363));
        // 10^9 units of difficulty: 2^32 * 10^9 * 1.5e-11 J = 64,424,509 J = 17.8957 kWh, at 8 a kWh 143.17.
        Assert.Equal(143.17, new FairPriceMarket(370, 1.5e-11, 8).ElectricityFloor(1e-9), 2);
    }

    public static TheoryData<FairPriceInputs, FairPriceRefusal> Refused => new()
    {
        { Inputs with { Height = -1 }, FairPriceRefusal.HeightWithoutSubsidy },
        { Inputs with { Height = 6_930_000 }, FairPriceRefusal.HeightWithoutSubsidy },
        { Inputs with { Difficulty = 0.99 }, FairPriceRefusal.DifficultyBelowOne },
        { Inputs with { Difficulty = double.NaN }, FairPriceRefusal.DifficultyBelowOne },
        { Inputs with { CoinPrice = 0 }, FairPriceRefusal.CoinPriceNotPositive },
        { Inputs with { Constant = double.PositiveInfinity }, FairPriceRefusal.ConstantNotPositive },
        { Inputs with { Margin = 0.1000001 }, FairPriceRefusal.MarginOutOfRange },
        { Inputs with { Margin = -0.01 }, FairPriceRefusal.MarginOutOfRange },
        { Inputs with { Margin = double.NaN }, FairPriceRefusal.MarginOutOfRange },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void For_InputOutOfRange_NamesIt(FairPriceInputs inputs, FairPriceRefusal refusal) =>
        Assert.Equal((null, refusal), FairPriceWindow.For(inputs));

    [Fact]
    public void ElectricityCost_ThirtyJoulesPerTerahash_IsThePowerBill()
    {
        // 2^32 hashes * 3e-11 J = 0.128849 J = 3.579e-8 kWh, at 20 a kWh 7.158e-7.
        Assert.Equal(7.158279e-7, FairPriceWindow.ElectricityCost(1, 3e-11, 20), 12);
    }

    [Fact]
    public void Count_OneLargeAbsurdVote_MedianHolds()
    {
        // Weights 40, 35, 25: the lower half of 100 is reached by the second smallest vote.
        RegisteredMiner[] register = [new("a", 40), new("b", 35), new("c", 25)];

        var (result, refusal) = ConstantVote.Count(
            register, [("a", 1e9), ("b", 1.1), ("c", 1.0)], new(Rate.FromPercent(50), 1_000), 840_000);

        Assert.Null(refusal);
        Assert.Equal(1.1, result!.Constant);
        Assert.Equal(842_688, result.EffectiveHeight); // 841,000 / 2016 = 417.2, so 418 * 2016
    }

    [Theory]
    [InlineData("x", 1, ConstantVoteRefusal.VoterNotRegistered)]
    [InlineData("b", 1, ConstantVoteRefusal.VotedTwice)]
    [InlineData("c", 0, ConstantVoteRefusal.VoteNotPositive)]
    [InlineData("c", 1, ConstantVoteRefusal.QuorumNotReached)] // 35 + 14 of 100
    public void Count_SecondVote_IsRefused(string miner, double constant, ConstantVoteRefusal refusal)
    {
        RegisteredMiner[] register = [new("a", 51), new("b", 35), new("c", 14)];

        var count = ConstantVote.Count(
            register, [("b", 1), (miner, constant)], new(Rate.FromPercent(50), 0), 840_000);

        Assert.Equal((null, refusal), count);
    }

    [Fact]
    public void FindBreak_OlderRecordChanged_NamesTheNext()
    {
        var market = new FairPriceMarket(300, 1.5e-11, 8);
        var first = FairPriceRecord.After(null, DateTimeOffset.UnixEpoch, Window(Inputs), market, "exchange A");
        var second = FairPriceRecord.After(
            first, DateTimeOffset.UnixEpoch.AddHours(1), Window(Inputs), market, "exchange A");

        Assert.Null(FairPriceRecord.FindBreak([first, second]));
        Assert.Equal(2, FairPriceRecord.FindBreak([first with { Sources = "exchange B" }, second]));
        Assert.Equal(2, FairPriceRecord.FindBreak([first with { Market = market with { TokenPrice = 301 } }, second]));
        Assert.Equal(Hash256.Zero, first.PreviousHash);
    }

    private static FairPriceWindow Window(FairPriceInputs inputs) => FairPriceWindow.For(inputs).Window!;
}
