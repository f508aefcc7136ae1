using CitizenBonds.Domain.Market;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Market;

public sealed class CallAuctionTests
{
    [Fact]
    public void Clear_Nothing_HasNoPrice() => Assert.Null(CallAuction.Clear([], 100).Price);

    [Fact]
    public void Clear_MarketOrdersAlone_TradeAtTheReference()
    {
        AuctionOrder[] orders = [Buy(null, 900), Sell(null, 800)];
        Assert.Equal(new AuctionPrice(250, 800, 100), CallAuction.Clear(orders, 250).Price);
        Assert.Null(CallAuction.Clear(orders, null).Price);
    }

    [Fact]
    public void Clear_BuySurplusOnEveryCandidate_TakesTheHighest() =>
        // At 199..202: demand 400 at 202, 600 at 201 and below; supply 500 from 199 on: volume 500 at 199, 201.
        Assert.Equal(
            new AuctionPrice(201, 500, 100),
            CallAuction.Clear([Buy(202, 400), Buy(201, 200), Sell(199, 300), Sell(198, 200)], null).Price);

    [Fact]
    public void Clear_EqualDistance_TakesTheHigher()
    {
        AuctionOrder[] orders = [Buy(202, 300), Buy(201, 200), Sell(198, 200), Sell(199, 300)];
        Assert.Equal(201, CallAuction.Clear(orders, 200)!.Price!.Value.Price); // A price is expected.
        Assert.Equal(199, CallAuction.Clear(orders, 199)!.Price!.Value.Price);
    }

    [Fact]
    public void Clear_NoReference_TakesTheHighestOfEquals() =>
        Assert.Equal(
            new AuctionPrice(201, 500, 0),
            CallAuction.Clear([Buy(202, 300), Buy(201, 200), Sell(198, 200), Sell(199, 300)], null).Price);

    [Fact]
    public void Clear_Fills_GoToMarketThenPriceThenTime()
    {
        // Demand 20 + 10 + 30 + 30 = 90 over a supply of 55: market 20, price 11 10, then 25 of 30 and 0 of 30 at 10.
        AuctionOrder[] orders = [Buy(10, 30), Buy(10, 30), Buy(11, 10), Buy(null, 20), Sell(9, 40), Sell(10, 15)];
        var result = CallAuction.Clear(orders, 10);
        Assert.Equal([25, 0, 10, 20, 40, 15], result.Fills);
    }

    [Fact]
    public void Clear_MoreAtMarketThanTheOtherSideHolds_FillsByTime()
    {
        var result = CallAuction.Clear([Sell(null, 30), Sell(null, 30), Sell(5, 10), Buy(10, 40)], 10);
        Assert.Equal([30, 10, 0, 40], result.Fills);
        Assert.Equal(new AuctionPrice(5, 40, -30), result.Price);
    }

    [Fact]
    public void Clear_LimitsFarApart_AreHandledLikeNearOnes() =>
        Assert.Equal(
            new AuctionPrice(long.MaxValue, 3, -1),
            CallAuction.Clear([Buy(long.MaxValue, 3), Sell(long.MaxValue, 4), Buy(-5, 3)], null).Price);

    [Fact]
    public void Clear_QuantitiesBeyondLong_Throw() =>
        Assert.Throws<OverflowException>(
            () => CallAuction.Clear([Sell(1, long.MaxValue), Sell(2, 1), Buy(1, 1)], null));

    [Fact]
    public void Clear_QuantityZero_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CallAuction.Clear([Buy(1, 0)], null));

    [Fact]
    public void Clear_AnyOrders_FollowsTheRulesSaidPlainly() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<((byte Side, byte Limit, byte Quantity)[] Orders, byte Reference)>(),
            any =>
            {
                var orders = any.Orders.Select(raw => new AuctionOrder(
                    (OrderSide)(raw.Side % 2),
                    raw.Limit % 8 == 0 ? AuctionOrder.AtMarket : 100 + (raw.Limit % 15),
                    1 + (raw.Quantity % 30))).ToArray();
                long? reference = any.Reference % 4 == 0 ? null : 98 + (any.Reference % 20);
                var result = CallAuction.Clear(orders, reference);
                Assert.Equal(PlainPrice(orders, reference), result.Price);
                AssertFair(orders, result);
                var spread = orders
                    .Select(order => order.IsAtMarket ? order : order with { Limit = order.Limit << 30 }).ToArray();
                Assert.Equal(result.Fills, CallAuction.Clear(spread, reference << 30).Fills);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(60));

    private static void AssertFair(AuctionOrder[] orders, AuctionResult result)
    {
        var bought = orders.Zip(result.Fills).Where(pair => pair.First.Side == OrderSide.Buy).Sum(pair => pair.Second);
        Assert.Equal(result.Price?.Volume ?? 0, bought);
        Assert.Equal(2 * bought, result.Fills.Sum());
        for (var first = 0; first < orders.Length; first++)
        {
            Assert.InRange(result.Fills[first], 0, orders[first].Quantity);
            if (result.Fills[first] == orders[first].Quantity) continue;
            for (var other = 0; other < orders.Length; other++)
            {
                if (orders[other].Side != orders[first].Side || result.Fills[other] == 0 || other == first) continue;
                // Who received something stands before whoever was not filled.
                Assert.True(Claim(orders[other], other).CompareTo(Claim(orders[first], first)) < 0);
            }
        }
    }

    private static (int Market, long Price, int Time) Claim(AuctionOrder order, int time) =>
        order.IsAtMarket ? (0, 0, time) : (1, order.Side == OrderSide.Buy ? -order.Limit : order.Limit, time);

    private static AuctionPrice? PlainPrice(AuctionOrder[] orders, long? reference)
    {
        long Sum(OrderSide side, Func<AuctionOrder, bool> accepts) => orders
            .Where(order => order.Side == side && (order.IsAtMarket || accepts(order))).Sum(order => order.Quantity);
        AuctionPrice At(long price)
        {
            var demand = Sum(OrderSide.Buy, order => order.Limit >= price);
            var supply = Sum(OrderSide.Sell, order => order.Limit <= price);
            return new(price, Math.Min(demand, supply), demand - supply);
        }
        var limits = orders.Where(order => !order.IsAtMarket).Select(order => order.Limit).Distinct().ToList();
        if (limits.Count == 0 && reference is { } only) limits.Add(only);
        var candidates = limits.Select(At).Where(price => price.Volume > 0).ToList();
        if (candidates.Count == 0) return null;
        candidates = [.. candidates.Where(price => price.Volume == candidates.Max(other => other.Volume))];
        candidates = [.. candidates.Where(price =>
            Math.Abs(price.Surplus) == candidates.Min(other => Math.Abs(other.Surplus)))];
        if (candidates.All(price => price.Surplus > 0)) return candidates.MaxBy(price => price.Price);
        if (candidates.All(price => price.Surplus < 0)) return candidates.MinBy(price => price.Price);
        return candidates.OrderBy(price => Math.Abs(price.Price - (reference ?? price.Price)))
            .ThenByDescending(price => price.Price).First();
    }

    private static AuctionOrder Buy(long? limit, long quantity) =>
        new(OrderSide.Buy, limit ?? AuctionOrder.AtMarket, quantity);

    private static AuctionOrder Sell(long? limit, long quantity) =>
        new(OrderSide.Sell, limit ?? AuctionOrder.AtMarket, quantity);
}
