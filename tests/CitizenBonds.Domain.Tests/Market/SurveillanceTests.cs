using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Market.Surveillance;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>The published rules by their sums; people are 1, 2, 3, the day begins at 10,000 yen.</summary>
public sealed class SurveillanceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ClosingCall = new(2026, 3, 3, 6, 25, 0, TimeSpan.Zero);

    [Fact]
    public void SelfTrades_InAnAuction_AreEachAHit()
    {
        var hit = Assert.Single(SurveillanceRules.Default.Find(DayOf(
            Trade(1, buyer: 1, seller: 1, 10_000, 4, isAuction: true),
            Trade(2, buyer: 2, seller: 1, 10_000, 9, isAuction: true),
            Trade(3, buyer: 1, seller: 1, 10_000, 1, isAuction: true))));

        Assert.Equal((SurveillanceRule.SelfTrade, 5L), (hit.Rule, hit.Tokens)); // 4 + 1.
        Assert.Equal([1], hit.Investors);
        Assert.Equal([1, 3], hit.Trades);
    }

    [Theory]
    [InlineData(40, 30, true)] // 30 of 40 came back: 75 %.
    [InlineData(30, 40, true)]
    [InlineData(40, 20, true)] // Exactly a half.
    [InlineData(40, 19, false)] // 47.5 %.
    [InlineData(10, 10, true)]
    [InlineData(9, 9, false)] // Fewer than ten tokens came back.
    [InlineData(100, 0, false)]
    public void WashTrades_BackAndForth_CountsWhatCameBack(long there, long back, bool isHit)
    {
        var trades = new List<TimedTrade> { Trade(1, buyer: 2, seller: 1, 10_000, there) };
        if (back > 0) trades.Add(Trade(2, buyer: 1, seller: 2, 10_000, back));

        var hits = SurveillanceRules.Default.Find(DayOf([.. trades])).ToList();

        Assert.Equal(isHit, hits.Exists(hit => hit.Rule == SurveillanceRule.WashTrades));
        if (!isHit) return;
        var hit = hits[0];
        Assert.Equal([1, 2], hit.Investors);
        Assert.Equal(Math.Min(there, back), hit.Tokens);
        Assert.Equal(Math.Min(there, back) * 1_000_000 / Math.Max(there, back), hit.MeasurePpm);
    }

    [Fact]
    public void WashTrades_ThreePeopleInACircle_IsNoPair() => Assert.Empty(SurveillanceRules.Default.Find(DayOf(
        Trade(1, buyer: 2, seller: 1, 10_000, 40),
        Trade(2, buyer: 3, seller: 2, 10_000, 40),
        Trade(3, buyer: 1, seller: 3, 10_000, 40))));

    [Fact]
    public void Layering_OffersAroundAPurchase_CountsWhatWasShown()
    {
        var day = DayOf(
            [
                Offer(11, 10_100, 30, placed: -60, cancelled: 60),
                Offer(12, 10_110, 40, placed: -50, cancelled: 60),
                Offer(13, 10_120, 50, placed: -40, cancelled: 60),
                Offer(14, 10_130, 70, placed: 10, cancelled: 60), // After the purchase.
            ],
            Trade(1, buyer: 1, seller: 2, 10_000, 20));

        var hit = Assert.Single(SurveillanceRules.Default.Find(day));

        Assert.Equal(SurveillanceRule.Layering, hit.Rule);
        Assert.Equal([11, 12, 13], hit.Orders);
        Assert.Equal((120L, 6_000_000L), (hit.Tokens, hit.MeasurePpm)); // 30 + 40 + 50 is six times 20.
    }

    [Theory]
    [InlineData(10_100, 10_110, 10_120, 10, 240, true)] // 30 is three times ten; five minutes.
    [InlineData(10_100, 10_110, 10_110, 10, 240, false)] // Two prices.
    [InlineData(10_100, 10_110, 10_120, 11, 240, false)] // 30 is less than three times eleven.
    [InlineData(10_100, 10_110, 10_120, 10, 300, false)] // Six minutes.
    public void Layering_AtTheLimits(long first, long second, long third, long traded, int cancelled, bool isHit)
    {
        var day = DayOf(
            [
                Offer(11, first, 10, placed: -60, cancelled),
                Offer(12, second, 10, placed: -60, cancelled),
                Offer(13, third, 10, placed: -60, cancelled),
            ],
            Trade(1, buyer: 1, seller: 2, 10_000, traded));

        Assert.Equal(isHit, SurveillanceRules.Default.Find(day).Count == 1);
    }

    [Fact]
    public void Layering_OneOfTheOrdersWasFilled_IsNoLayer() => Assert.Empty(SurveillanceRules.Default.Find(DayOf(
        [
            Offer(11, 10_100, 30, placed: -60, cancelled: 60),
            Offer(12, 10_110, 40, placed: -50, cancelled: 60),
            Offer(13, 10_120, 50, placed: -40, cancelled: 60) with { Filled = 1 },
        ],
        Trade(1, buyer: 1, seller: 2, 10_000, 20))));

    [Theory]
    [InlineData(10_300, 60, 40, true)] // Up 3 %, 60 of 100.
    [InlineData(10_300, 50, 50, true)] // Exactly a half: both buyers are.
    [InlineData(10_300, 9, 1, false)] // Fewer than ten tokens.
    [InlineData(10_199, 60, 40, false)] // Up 1.99 %.
    [InlineData(10_200, 60, 40, true)] // Up 2 %.
    public void MarkingTheClose_BuyerLiftsThePrice(long close, long own, long others, bool isHit)
    {
        var day = DayOf(
            Trade(1, buyer: 2, seller: 3, 10_000, 500, at: ClosingCall.AddMinutes(-11)),
            Trade(2, buyer: 2, seller: 3, 10_000, others, at: ClosingCall.AddMinutes(-10)),
            Trade(3, buyer: 1, seller: 3, close, own, at: ClosingCall.AddMinutes(5), isAuction: true));

        var hits = SurveillanceRules.Default.Find(day);

        Assert.Equal(isHit, hits.Any(hit => hit.Investors[0] == 1 && hit.Rule == SurveillanceRule.MarkingTheClose));
        if (isHit) Assert.Equal((close - 10_000) * 100, hits[0].MeasurePpm); // Of 10,000 one yen is 100 millionths.
    }

    [Fact]
    public void MarkingTheClose_SellerPressesThePrice_IsTheSeller()
    {
        var hit = Assert.Single(SurveillanceRules.Default.Find(DayOf(
            Trade(1, buyer: 2, seller: 1, 9_700, 30, at: ClosingCall.AddMinutes(-1)))));

        Assert.Equal([1], hit.Investors);
        Assert.Equal(-30_000, hit.MeasurePpm); // 300 of 10,000, the close of the day before.
    }

    private static TimedTrade Trade(
        long number, long buyer, long seller, long price, long quantity, bool isAuction = false,
        DateTimeOffset? at = null) =>
        new(number, 100 + number, 200 + number, buyer, seller, price, quantity, isAuction, at ?? Noon);

    private static WatchedOrder Offer(long number, long price, long quantity, int placed, int cancelled) =>
        new(number, Investor: 1, OrderSide.Sell, price, quantity, Filled: 0, Noon.AddSeconds(placed),
            Noon.AddSeconds(cancelled));

    private static WatchedDay DayOf(params TimedTrade[] trades) => DayOf([], trades);

    private static WatchedDay DayOf(WatchedOrder[] orders, params TimedTrade[] trades) => new()
    {
        PreviousClose = 10_000, ClosingCallAt = ClosingCall, Orders = orders, Trades = trades,
    };
}
