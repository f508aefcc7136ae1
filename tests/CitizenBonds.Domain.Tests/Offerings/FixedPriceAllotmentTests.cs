using System.Text;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class FixedPriceAllotmentTests
{
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("a published seed");

    [Fact]
    public void Allot_TenThousandOverFourApplications_CeilingOf2500AndOneLotDrawn()
    {
        // Ceiling 2,500: 2,000 + 3 × 2,500 = 9,500; ceiling 3,000 would take 11,000. The last 500 are drawn.
        var result = FixedPriceAllotment.Allot(
            Rules(supply: 10_000, minimum: 500, multiple: 500), Applications(2_000, 4_000, 5_500, 6_500), Seed);
        Assert.Equal(2_500, result.Ceiling?.Tokens);
        Assert.Equal([2_000, 2_500, 2_500, 2_500], BeforeDraw(result));
        Assert.Equal(10_000, result.Allotted.Tokens);
        Assert.Equal(1, result.Rounds.Single().Winners);
        Assert.Equal(["1", "2", "3"], result.DrawOrder.Order());
        var winner = result.DrawOrder.First();
        Assert.Equal(3_000, result.Allotments.Single(allotment => allotment.ApplicationId == winner).Quantity.Tokens);
    }

    [Fact]
    public void Allot_HongKong2023_FillsSmallGivesEightToLargeAndOneMoreByBallot()
    {
        // Published result: 2,000,000 lots; 184,021 applicants for at most 8 lots filled; 136,997 received 8, of whom
        // 4,187 one more. So the small ones took 2,000,000 − 136,997 × 8 − 4,187 = 899,837 lots: an average of 4.89.
        const int small = 184_021;
        const int large = 136_997;
        const long smallLots = 2_000_000L - (large * 8L) - 4_187;
        var applications = new List<SaleApplication>(small + large);
        for (var index = 0; index < small; index++)
        {
            // 4 or 5 each, so that they add up: 899,837 − 4 × 184,021 = 163,753 of them apply for 5.
            var lots = index < smallLots - (4L * small) ? 5 : 4;
            applications.Add(new($"S{index}", Quantity.FromTokens(lots), false));
        }
        for (var index = 0; index < large; index++)
            applications.Add(new($"L{index}", Quantity.FromTokens(9 + (index % 50)), false));

        var result = FixedPriceAllotment.Allot(Rules(2_000_000), applications, Seed);

        Assert.Equal(8, result.Ceiling?.Tokens);
        Assert.Equal(2_000_000, result.Allotted.Tokens);
        Assert.All(
            result.Allotments.Take(small).Zip(applications),
            pair => Assert.Equal(pair.Second.Quantity, pair.First.Quantity));
        var receivedByLarge = result.Allotments.Skip(small)
            .CountBy(allotment => allotment.Quantity.Tokens).ToDictionary();
        Assert.Equal(new Dictionary<long, int> { [8] = large - 4_187, [9] = 4_187 }, receivedByLarge);
        Assert.Equal(2, ThirdPartyAgreement.PublishedAllotments); // This one and the textbook's above.
    }

    [Fact]
    public void Allot_EverythingFits_FillsAllAndDrawsNothing()
    {
        var result = FixedPriceAllotment.Allot(Rules(60), Applications(10, 20, 30), Seed);
        Assert.Null(result.Ceiling);
        Assert.Empty(result.DrawOrder);
        Assert.Equal([10, 20, 30], Tokens(result));
    }

    [Fact]
    public void Allot_OneTokenTooFew_CutsOnlyTheLargest() =>
        Assert.Equal([10, 20, 29], Tokens(FixedPriceAllotment.Allot(Rules(59), Applications(10, 20, 30), Seed)));

    [Fact]
    public void Allot_FewerMinimumLotsThanApplicants_DrawsWhoReceivesTheMinimum()
    {
        var rules = Rules(supply: 25, minimum: 10, multiple: 5);
        var result = FixedPriceAllotment.Allot(rules, Applications(10, 15, 20), Seed);
        Assert.Equal(0, result.Ceiling?.Tokens);
        Assert.Equal([0, 10, 10], Tokens(result).Order());
        Assert.Equal(20, result.Allotted.Tokens); // Five are left: less than the minimum, so unsold.
    }

    [Fact]
    public void Allot_ResidentsFirst_ServesOthersFromWhatIsLeft()
    {
        SaleApplication[] applications =
        [
            new("r1", Quantity.FromTokens(30), IsResident: true),
            new("n1", Quantity.FromTokens(50), IsResident: false),
            new("r2", Quantity.FromTokens(20), IsResident: true),
            new("n2", Quantity.FromTokens(80), IsResident: false),
        ];
        var result = FixedPriceAllotment.Allot(Rules(100) with { ResidentsFirst = true }, applications, Seed);
        Assert.Equal([30, 25, 20, 25], Tokens(result)); // 100 − 50 for residents leaves 50: ceiling 25 each.
        Assert.Null(result.Rounds[0].Ceiling);
        Assert.Equal(25, result.Rounds[1].Ceiling?.Tokens);
    }

    [Fact]
    public void Allot_ResidentsTakeEverything_LeavesOthersNothing()
    {
        SaleApplication[] applications =
            [new("r", Quantity.FromTokens(10), true), new("n", Quantity.FromTokens(10), false)];
        var result = FixedPriceAllotment.Allot(Rules(7) with { ResidentsFirst = true }, applications, Seed);
        Assert.Equal([7, 0], Tokens(result));
    }

    [Fact]
    public void Allot_DemandBeyondLong_IsSummedExactly()
    {
        var result = FixedPriceAllotment.Allot(Rules(10), Applications(long.MaxValue, long.MaxValue), Seed);
        Assert.Equal([5, 5], Tokens(result));
        Assert.Equal((Int128)long.MaxValue * 2, result.Demand);
    }

    [Fact]
    public void Allot_MalformedInput_Throws()
    {
        var twice = new SaleApplication("same", Quantity.FromTokens(10), false);
        Assert.Throws<ArgumentException>(() => FixedPriceAllotment.Allot(Rules(10), [twice, twice], Seed));
        Assert.Throws<ArgumentException>(
            () => FixedPriceAllotment.Allot(Rules(10, minimum: 2, multiple: 2), Applications(3), Seed));
        Assert.Throws<ArgumentException>(() => FixedPriceAllotment.Allot(Rules(10, minimum: 2), Applications(1), Seed));
    }

    [Fact]
    public void Allot_AnyDemand_ConservesSupplyAndTreatsEqualsAlike() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(NonNegativeInt Supply, byte Minimum, byte Multiple, PositiveInt[] Steps)>(),
            any =>
            {
                var rules = Rules(any.Supply.Get * 7L, 1 + (any.Minimum % 5), 1 + (any.Multiple % 5));
                var demands = any.Steps
                    .Select(step => rules.Minimum.Tokens + ((step.Get - 1) * rules.Multiple.Tokens)).ToArray();
                var result = FixedPriceAllotment.Allot(rules, Applications(demands), Seed);
                var tokens = Tokens(result);
                var lotMax = Math.Max(rules.Minimum.Tokens, rules.Multiple.Tokens);
                Assert.Equal(tokens.Sum(), result.Allotted.Tokens);
                Assert.True(tokens.Sum() <= rules.Supply.Tokens);
                Assert.True(tokens.Sum() == demands.Sum() || rules.Supply.Tokens - tokens.Sum() < lotMax);
                for (var index = 0; index < demands.Length; index++)
                {
                    Assert.InRange(tokens[index], 0, demands[index]);
                    if (result.Ceiling is not { } ceiling) Assert.Equal(demands[index], tokens[index]);
                    else Assert.InRange(tokens[index] - Math.Min(demands[index], ceiling.Tokens), 0, lotMax);
                    Assert.True(tokens[index] == 0 || rules.IsInLots(Quantity.FromTokens(tokens[index])));
                }
            }).QuickCheckThrowOnFailure();

    private static SaleRules Rules(long supply, long minimum = 1, long multiple = 1) => new()
    {
        Supply = Quantity.FromTokens(supply),
        Minimum = Quantity.FromTokens(minimum),
        Multiple = Quantity.FromTokens(multiple),
    };

    private static SaleApplication[] Applications(params long[] quantities) =>
        [.. quantities.Select((tokens, index) => new SaleApplication($"{index}", Quantity.FromTokens(tokens), false))];

    private static long[] Tokens(AllotmentResult result) =>
        [.. result.Allotments.Select(allotment => allotment.Quantity.Tokens)];

    private static long[] BeforeDraw(AllotmentResult result) =>
        [.. Tokens(result).Select(tokens => Math.Min(tokens, result.Ceiling!.Value.Tokens))]; // A ceiling is expected.
}
