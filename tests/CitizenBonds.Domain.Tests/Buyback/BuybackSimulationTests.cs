using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Buyback;

public sealed class BuybackSimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 3, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Run_OnPastTrades_IsOfferedWhatTradedUntilTheNextSlice()
    {
        ObservedTrade[] trades = [Trade(1, -60, 100, 40), Trade(2, 10, 100, 30), Trade(3, 70, 102, 50)];

        var result = BuybackSimulation.Run(Policy(), Market(), 24, trades, [Start, Start.AddHours(1)]);

        // First: half of 10,000 yen at 100 yen would be 50 tokens, a quarter of the 40 that had traded is 10.
        Assert.Equal(Quantity.FromTokens(10), result.Slices[0].Quantity);
        // Then: 70 had traded, a quarter is 17; half of 9,000 yen at 102 yen would be 44.
        Assert.Equal(Quantity.FromTokens(17), result.Slices[1].Quantity);
        Assert.Equal(Money.FromYen((10 * 100) + (17 * 102)), result.Spent);
        Assert.Equal(Money.FromYen(10_000), result.Spent + result.Remaining);
    }

    [Fact]
    public void Run_NothingTradedBefore_WaitsForAReference()
    {
        var result = BuybackSimulation.Run(Policy(), Market(), 24, [Trade(1, 10, 100, 30)], [Start]);

        Assert.Equal(BuybackWait.NoReferencePrice, Assert.Single(result.Slices).Wait);
        Assert.Equal(Money.Zero, result.Spent);
    }

    private static ObservedTrade Trade(long id, int minutes, long price, long quantity) =>
        new(id, Start.AddMinutes(minutes), Money.FromYen(price), Quantity.FromTokens(quantity));

    private static BuybackPolicy Policy() => new()
    {
        Target = Money.FromYen(10_000), Gain = Rate.FromPercent(50), Elasticity = 0,
        PriceMargin = Rate.FromPercent(5), OperationMax = Money.FromYen(10_000),
    };

    private static BuybackMarket Market() => new()
    {
        Now = Start, SeriesIssuedAt = Start.AddDays(-30), BestAsk = null, Reference = null,
        WindowVolume = Quantity.Zero, Denomination = Money.FromYen(100),
        Series = new(Money.FromYen(1_000_000), Money.Zero), Issuer = new(Money.FromYen(1_000_000), Money.Zero),
    };
}
