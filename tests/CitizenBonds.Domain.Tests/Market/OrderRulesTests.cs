using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Market;

public sealed class OrderRulesTests
{
    private static readonly DateOnly Today = new(2026, 4, 1);

    private static readonly SeriesState Series = new(
        SessionState.Continuous, Quantity.FromTokens(1_000), Money.FromYen(10_000), Tick: Money.FromYen(1));

    /// <summary>Ten tokens at 10,000 yen by somebody who may hold 15.</summary>
    private static readonly OrderRequest Buy = new()
    {
        Side = OrderSide.Buy,
        Type = OrderType.Limit,
        Quantity = 10,
        Limit = Money.FromYen(10_000),
        Investor = new InvestorStanding
        {
            IsIdentityChecked = true,
            TestPassedOn = Today,
            HasSeenLossSimulation = true,
            HasReceivedCoupon = false,
            IsProfessional = false,
            DeclaredNetAssets = null,
        },
        FreeTokens = 0,
        FreeCash = Money.FromYen(100_000),
        Committed = Money.Zero,
    };

    private static readonly OrderRequest Sell = Buy with { Side = OrderSide.Sell, FreeTokens = 10 };

    [Fact]
    public void FindRefusal_WithinEverything_IsNull()
    {
        Assert.Null(Find(Buy));
        Assert.Null(Find(Sell));
    }

    [Fact]
    public void FindRefusal_EachBrokenCondition_IsNamed()
    {
        Assert.Equal(OrderRefusal.MarketClosed, Find(Buy, SessionState.Closed));
        var immediate = Buy with { Type = OrderType.ImmediateOrCancel };
        Assert.Equal(OrderRefusal.NeedsContinuousTrading, Find(immediate, SessionState.PreOpen));
        Assert.Null(Find(immediate));
        Assert.Equal(OrderRefusal.QuantityNotPositive, Find(Buy with { Quantity = 0 }));
        Assert.Equal(OrderRefusal.GoodTillDatePassed, Find(Buy with { GoodTill = Today.AddDays(-1) }));
        Assert.Null(Find(Buy with { GoodTill = Today }));
        Assert.Equal(OrderRefusal.CashTooLow, Find(Buy with { FreeCash = Money.FromYen(99_999) }));
        Assert.Equal(OrderRefusal.TokensTooFew, Find(Sell with { FreeTokens = 9 }));
        var unknown = Buy.Investor with { IsIdentityChecked = false };
        Assert.Equal(OrderRefusal.IdentityNotChecked, Find(Buy with { Investor = unknown }));
        Assert.Null(Find(Sell with { Investor = unknown })); // Selling is never locked by phased entry.
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, OrderRefusal.AboveShareOfIssue)] // 30 % of 1,000.
    [InlineData(long.MaxValue, OrderRefusal.AboveShareOfIssue)]
    public void FindRefusal_ShareOfIssue_IsBounded(long quantity, OrderRefusal? refusal) =>
        Assert.Equal(refusal, Find(Sell with { Quantity = quantity, FreeTokens = quantity }));

    [Theory]
    [InlineData(4_999, OrderRefusal.PriceOutOfRange)]
    [InlineData(5_000, null)]
    [InlineData(15_000, null)]
    [InlineData(15_001, OrderRefusal.PriceOutOfRange)]
    [InlineData(0, OrderRefusal.PriceOffTick)]
    [InlineData(-10_000, OrderRefusal.PriceOffTick)]
    public void FindRefusal_Limit_IsWithinHalfOfThePreviousClose(long limit, OrderRefusal? refusal) =>
        Assert.Equal(refusal, Find(Sell with { Limit = Money.FromYen(limit) }));

    [Fact]
    public void FindRefusal_PositionLimit_CountsWhatIsCommitted()
    {
        Assert.Null(Find(Buy with { Committed = Money.FromYen(50_000) }));
        Assert.Equal(OrderRefusal.AbovePositionLimit, Find(Buy with { Committed = Money.FromYen(50_001) }));
    }

    [Fact]
    public void FindRefusal_MarketOrder_IsCoveredAtTheHighestPriceThatCanTrade()
    {
        // Just under 20 % above 10,000: 11,999 for each of ten.
        var market = Buy with { Type = OrderType.Market, FreeCash = Money.FromYen(119_990) };
        Assert.Null(Find(market));
        Assert.Equal(OrderRefusal.CashTooLow, Find(market with { FreeCash = Money.FromYen(119_989) }));
    }

    private static OrderRefusal? Find(OrderRequest order, SessionState state = SessionState.Continuous) =>
        OrderRules.Default.FindRefusal(order, Series with { State = state }, Today);
}
