using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Web.Pages.Market;

namespace CitizenBonds.Web.Tests.Market;

public sealed class OrderTextTests
{
    public static TheoryData<OrderSide, OrderType, long, long, string> Orders => new()
    {
        { OrderSide.Buy, OrderType.Limit, 9_901, 3, "" },
        { OrderSide.Sell, OrderType.Market, 0, 1, "" },
        { OrderSide.Sell, OrderType.FillOrKill, 10_000, 500, "2026-12-24" },
    };

    [Theory, MemberData(nameof(Orders))]
    public void Read_WhatWasWritten_IsTheSameOrder(
        OrderSide side, OrderType type, long limit, long quantity, string day)
    {
        var order = new PlaceOrderCommand(7, side, type, limit, quantity, OrderText.DayOf(day));
        Assert.Equal(order, OrderText.Read(OrderText.Write(order), 7));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Buy Limit 9901")]
    [InlineData("Buy Limit -1 3 ")]
    [InlineData("Buy Limit 9901 3 tomorrow")]
    [InlineData("Buy 9 9901 3 ")]
    [InlineData("Give Limit 9901 3 ")]
    [InlineData("Buy Limit 99999999999999999999 3 ")]
    public void Read_AnythingElse_IsNoOrder(string? text) => Assert.Null(OrderText.Read(text, 7));
}
