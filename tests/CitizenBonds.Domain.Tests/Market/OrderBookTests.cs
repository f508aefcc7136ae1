using CitizenBonds.Domain.Market;

namespace CitizenBonds.Domain.Tests.Market;

public sealed class OrderBookTests
{
    private readonly OrderBook _book = new(levels: 100, orderCapacity: 1, tradeCapacity: 1);

    [Fact]
    public void Place_BetterPriceThenEarlier_IsMatchedFirst()
    {
        Sell(11, 5);
        Sell(10, 5);
        Sell(10, 5);
        var result = _book.Place(OrderSide.Buy, OrderType.Limit, 11, 12);
        Assert.Equal(new PlaceResult(3, PlaceEnd.Filled, 0), result);
        Assert.Equal([new(3, 1, 10, 5), new(3, 2, 10, 5), new(3, 0, 11, 2)], _book.Trades.ToArray());
        Assert.Equal(3, _book.LeftOf(0));
        Assert.Equal((11, -1), (_book.BestAsk, _book.BestBid));
    }

    [Fact]
    public void Place_LimitNotReached_Rests()
    {
        Sell(11, 5);
        Assert.Equal(PlaceEnd.Resting, _book.Place(OrderSide.Buy, OrderType.Limit, 10, 5).End);
        Assert.Empty(_book.Trades.ToArray());
        Assert.Equal((10, 11), (_book.BestBid, _book.BestAsk));
    }

    [Theory]
    [InlineData(OrderType.Market, PlaceEnd.RestDropped, 2)]
    [InlineData(OrderType.ImmediateOrCancel, PlaceEnd.RestDropped, 2)]
    [InlineData(OrderType.FillOrKill, PlaceEnd.Killed, 7)]
    [InlineData(OrderType.Limit, PlaceEnd.Resting, 2)]
    public void Place_SevenAgainstFive_EndsByType(OrderType type, PlaceEnd end, long left)
    {
        Sell(10, 5);
        Assert.Equal(new PlaceResult(1, end, left), _book.Place(OrderSide.Buy, type, 10, 7));
        Assert.Equal(type == OrderType.Limit ? 2 : 0, _book.LeftOf(1));
    }

    [Fact]
    public void Place_FillOrKillOverTwoLevels_FillsWhenBothAreWithinItsLimit()
    {
        Sell(10, 5);
        Sell(11, 5);
        Assert.Equal(PlaceEnd.Killed, _book.Place(OrderSide.Buy, OrderType.FillOrKill, 10, 6).End);
        Assert.Equal(PlaceEnd.Filled, _book.Place(OrderSide.Buy, OrderType.FillOrKill, 11, 6).End);
    }

    [Fact]
    public void Place_MeetsOwnOrder_CancelsTheNewestAndKeepsTheOlder()
    {
        Sell(10, 5, owner: 7);
        Sell(10, 5, owner: 8);
        Assert.Equal(
            new PlaceResult(2, PlaceEnd.SelfTradePrevented, 3),
            _book.Place(OrderSide.Buy, OrderType.Limit, 10, 8, owner: 8));
        Assert.Equal(0, _book.LeftOf(2));
        Assert.Equal(5, _book.LeftOf(1));
        Assert.Equal(PlaceEnd.Killed, _book.Place(OrderSide.Buy, OrderType.FillOrKill, 10, 1, owner: 8).End);
    }

    [Fact]
    public void Place_BeyondAllowedPrices_MatchesUpToThemAndStops()
    {
        Sell(10, 5);
        Sell(11, 5);
        _book.HighestAllowed = 10;
        Assert.Equal(
            new PlaceResult(2, PlaceEnd.PriceLimitReached, 3), _book.Place(OrderSide.Buy, OrderType.Market, 0, 8));
        Assert.Equal([new BookTrade(2, 0, 10, 5)], _book.Trades.ToArray());
        Assert.Equal(PlaceEnd.Killed, _book.Place(OrderSide.Buy, OrderType.FillOrKill, 11, 5).End);
    }

    [Fact]
    public void Cancel_FirstMiddleLastAndOnly_LeavesTheOthersInOrder()
    {
        for (var order = 0; order < 4; order++) Sell(10, 1);
        Assert.Equal(1, _book.Cancel(1));
        Assert.Equal([0, 2, 3], _book.OrdersAt(10));
        Assert.Equal(1, _book.Cancel(3));
        Assert.Equal([0, 2], _book.OrdersAt(10));
        Assert.Equal(1, _book.Cancel(0));
        Assert.Equal([2], _book.OrdersAt(10));
        Assert.Equal(1, _book.Cancel(2));
        Assert.Equal(_book.Levels, _book.BestAsk);
        Assert.Equal(0, _book.TotalAt(10));
    }

    [Fact]
    public void Cancel_UnknownOrFinished_DoesNothing()
    {
        Sell(10, 5);
        _book.Place(OrderSide.Buy, OrderType.Market, 0, 5);
        Assert.Equal(0, _book.Cancel(0));
        Assert.Equal(0, _book.Cancel(1));
        Assert.Equal(0, _book.Cancel(2));
        Assert.Equal(0, _book.Cancel(-1));
    }

    [Fact]
    public void Place_NonsenseArguments_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _book.Place(OrderSide.Buy, OrderType.Limit, 100, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _book.Place(OrderSide.Buy, OrderType.Limit, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _book.Place(OrderSide.Buy, OrderType.Limit, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderBook(0));
    }

    [Fact]
    public void Place_LevelsFarApart_FindsTheNextBest()
    {
        var wide = new OrderBook(levels: 300_000);
        wide.Place(OrderSide.Sell, OrderType.Limit, 299_999, 1);
        wide.Place(OrderSide.Sell, OrderType.Limit, 1, 1);
        wide.Place(OrderSide.Buy, OrderType.Limit, 0, 1);
        wide.Cancel(1);
        Assert.Equal((0, 299_999), (wide.BestBid, wide.BestAsk));
        wide.Cancel(2);
        Assert.Equal(-1, wide.BestBid);
    }

    [Fact]
    public void Place_WithinCapacity_AllocatesNothing()
    {
        var book = new OrderBook(levels: 1_000, orderCapacity: 20_000, tradeCapacity: 20_000);
        var least = long.MaxValue;
        for (var round = 0; round < 4; round++) // The compiler itself may allocate while the code is warming up.
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Churn(book, 5_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Churn(OrderBook book, int messages)
    {
        for (var index = 0; index < messages; index++)
        {
            var level = 500 + (index * 7919 % 11) - 5;
            book.Place((OrderSide)(index & 1), OrderType.Limit, level, 1 + (index % 5), owner: index % 9);
            if (index % 3 == 0) book.Cancel(index / 2);
        }
    }

    private void Sell(int level, long quantity, int owner = OrderBook.NoOwner) =>
        _book.Place(OrderSide.Sell, OrderType.Limit, level, quantity, owner);
}
