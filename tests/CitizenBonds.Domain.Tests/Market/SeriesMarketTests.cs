using CitizenBonds.Domain.Market;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Market;

public sealed class SeriesMarketTests
{
    private static readonly DateOnly Today = new(2026, 4, 1);
    private readonly SeriesMarket _market = new(lowestPrice: 50, highestPrice: 150);

    [Fact]
    public void Uncross_OrdersOfACall_TradeAtOnePriceAndTheRestGoesOn()
    {
        Buy(1, 101, 5);
        Sell(2, 99, 3);
        Sell(3, 103, 4);
        Assert.Equal(new AuctionPrice(101, 3, 2), _market.Uncross(reference: 100));
        Assert.Equal([new SeriesTrade(1, 2, 101, 3, IsAuction: true)], _market.Trades);
        Assert.Equal((2, 0, 4), (_market.LeftOf(1), _market.LeftOf(2), _market.LeftOf(3)));
        Assert.Equal([(101L, 2L)], _market.Depth(OrderSide.Buy, 5));
        Assert.Equal([(103L, 4L)], _market.Depth(OrderSide.Sell, 5));
    }

    [Fact]
    public void Uncross_MarketOrdersLeft_AreDropped()
    {
        _market.Place(new SeriesOrder(1, OrderSide.Buy, OrderType.Market, 0, 5, 1));
        Sell(2, 99, 3);
        _market.Uncross(100);
        Assert.Equal([new SeriesOrderEnded(1, OrderEnd.Dropped, 2)], _market.Ended);
    }

    [Fact]
    public void Place_InACall_RefusesOrdersThatNeedContinuousTrading()
    {
        _market.Place(new SeriesOrder(1, OrderSide.Buy, OrderType.FillOrKill, 100, 5, 1));
        Assert.Equal([new SeriesOrderEnded(1, OrderEnd.Killed, 5)], _market.Ended);
    }

    [Fact]
    public void Place_BeyondAllowedPrices_StartsACallAndKeepsTheRestForItsAuction()
    {
        _market.Uncross(100);
        _market.Allowed = (91, 109);
        Sell(1, 109, 2);
        Sell(2, 110, 2);
        Assert.Equal(110, Buy(3, 112, 5));
        Assert.True(_market.IsCall);
        Assert.Equal([new SeriesTrade(3, 1, 109, 2, IsAuction: false)], _market.Trades);
        Assert.Null(Sell(4, 105, 1)); // Accepted during the halt, not matched.
        Assert.True(_market.Cancel(4));
        Assert.Equal(new AuctionPrice(112, 2, 1), _market.Uncross(109));
        Assert.Equal(1, _market.LeftOf(3));
    }

    [Fact]
    public void StartCall_RestingOrders_KeepTheirTime()
    {
        _market.Uncross(100);
        Buy(1, 100, 2);
        Buy(2, 100, 2);
        _market.StartCall();
        Buy(3, 100, 2);
        Sell(4, 100, 3);
        _market.Uncross(100);
        Assert.Equal((0, 1, 2), (_market.LeftOf(1), _market.LeftOf(2), _market.LeftOf(3)));
    }

    [Fact]
    public void Expire_OrdersOfTheDayAndPassedDates_End()
    {
        Buy(1, 90, 1);
        _market.Place(Order(2, OrderSide.Buy, 90, 1) with { GoodTill = Today });
        _market.Place(Order(3, OrderSide.Buy, 90, 1) with { GoodTill = Today.AddDays(1) });
        _market.Uncross(100);
        _market.Expire(Today);
        Assert.Equal(
            [new SeriesOrderEnded(1, OrderEnd.Expired, 1), new SeriesOrderEnded(2, OrderEnd.Expired, 1)],
            _market.Ended);
        Assert.Equal([(90L, 1L)], _market.Depth(OrderSide.Buy, 5));
    }

    [Fact]
    public void Cancel_UnknownOrEnded_IsFalse()
    {
        Buy(1, 90, 1);
        Assert.True(_market.Cancel(1));
        Assert.False(_market.Cancel(1));
        Assert.False(_market.Cancel(7));
    }

    [Fact]
    public void Place_SameIdTwice_Throws()
    {
        Buy(1, 90, 1);
        Assert.Throws<ArgumentException>(() => Buy(1, 90, 1));
    }

    [Fact]
    public void Market_AnyDay_ConservesQuantityAndReplaysIdentically() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Kind, byte Level, byte Quantity)[]>(),
            any =>
            {
                var first = RunDay(any);
                var second = RunDay(any);
                Assert.Equal(first.Trades, second.Trades);
                Assert.Equal(first.Ended, second.Ended);
                var placed = any.Where(raw => raw.Kind % 8 < 6).Sum(raw => 1L + (raw.Quantity % 20));
                var traded = first.Trades.Sum(trade => trade.Quantity);
                var ended = first.Ended.Sum(order => order.Left);
                var standing = Enumerable.Range(0, any.Length).Sum(id => first.LeftOf(id));
                Assert.Equal(placed, (2 * traded) + ended + standing);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200));

    private static SeriesMarket RunDay((byte Kind, byte Level, byte Quantity)[] messages)
    {
        var market = new SeriesMarket(50, 150) { Allowed = (92, 108) };
        for (var index = 0; index < messages.Length; index++)
        {
            var (kind, level, quantity) = messages[index];
            if (kind % 8 == 6) market.Cancel(level);
            else if (kind % 8 == 7 && market.IsCall) market.Uncross(100);
            else if (kind % 8 == 7) market.StartCall();
            else
                market.Place(new SeriesOrder(
                    index, (OrderSide)(kind / 8 % 2), (OrderType)(kind % 8 % 4), 90 + (level % 21),
                    1 + (quantity % 20), 1 + (kind % 5)));
        }
        return market;
    }

    private long? Buy(long id, long limit, long quantity) => _market.Place(Order(id, OrderSide.Buy, limit, quantity));

    private long? Sell(long id, long limit, long quantity) => _market.Place(Order(id, OrderSide.Sell, limit, quantity));

    private static SeriesOrder Order(long id, OrderSide side, long limit, long quantity) =>
        new(id, side, OrderType.Limit, limit, quantity, Owner: (int)id);
}
