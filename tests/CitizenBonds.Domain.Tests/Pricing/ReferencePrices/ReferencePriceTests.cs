using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Pricing.ReferencePrices;

public sealed class ReferencePriceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Split_OneWildTrade_ExcludesItWithTheReason()
    {
        // Median 9,800; deviations 20 10 0 10 20 2200, sorted 0 10 10 20 20 2200: MAD 15; 3 * 1.4826 * 15 = 66.717.
        var trades = Trades((9_780, 1), (9_790, 1), (9_800, 1), (9_810, 1), (9_820, 1), (12_000, 1));

        var (kept, excluded) = HampelFilter.Default.Split(trades);

        Assert.Equal(5, kept.Count);
        var only = Assert.Single(excluded);
        Assert.Equal(12_000, only.Trade.Price.MinorUnits);
        Assert.Equal(ExclusionReason.OutsideHampelBand, only.Reason);
        Assert.Equal(9_805m, only.Median);
    }

    [Theory]
    [InlineData(10_005, 0)]
    [InlineData(10_006, 1)]
    public void Split_HalfTheTradesAgree_CountsTicks(long price, int excluded)
    {
        var (_, out1) = HampelFilter.Default.Split(Trades((10_000, 1), (10_000, 1), (10_000, 1), (price, 1)));

        Assert.Equal(excluded, out1.Count);
        Assert.All(out1, trade => Assert.Equal(ExclusionReason.OffTheAgreedPrice, trade.Reason));
    }

    [Fact]
    public void Of_Averages_AreRoundedOnceHalfToEven()
    {
        // 100 * 1 + 102 * 3 = 406, / 4 = 101.5 -> 102; simple 101; exponential with 50 %: 100 + 0.5 * 2 = 101.
        var reference = ReferencePrice.Of(Trades((100, 1), (102, 3)), Start, Start.AddDays(1), HampelFilter.Default)!;

        Assert.Equal(Money.FromYen(102), reference.VolumeWeighted);
        Assert.Equal(Money.FromYen(101), reference.Simple);
        Assert.Equal(Money.FromYen(101), reference.Exponential(Rate.FromPercent(50)));
        Assert.Equal(4, reference.Volume.Tokens);
    }

    [Fact]
    public void Of_TradesAtTheEdges_StartCountsEndDoesNot()
    {
        ObservedTrade[] trades =
        [
            new(1, Start, Money.FromYen(100), Quantity.FromTokens(1)),
            new(2, Start.AddHours(24), Money.FromYen(200), Quantity.FromTokens(1)),
        ];

        var reference = ReferencePrice.Of(trades, Start, Start.AddHours(24), HampelFilter.Default);

        Assert.Equal(Money.FromYen(100), reference?.VolumeWeighted);
    }

    [Fact]
    public void Of_NoTrade_IsNull() =>
        Assert.Null(ReferencePrice.Of([], Start, Start.AddHours(1), HampelFilter.Default));

    private static IEnumerable<ObservedTrade> Trades(params (long Price, long Quantity)[] trades) =>
        trades.Select((trade, id) => new ObservedTrade(
            id, Start.AddMinutes(id), Money.FromYen(trade.Price), Quantity.FromTokens(trade.Quantity)));
}
