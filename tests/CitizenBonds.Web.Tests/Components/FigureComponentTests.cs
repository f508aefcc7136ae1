using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Components.Forms;

namespace CitizenBonds.Web.Tests.Components;

public sealed class FigureComponentTests
{
    [Fact]
    public async Task MoneyText_LargeAmount_KeepsTheExactFigureForHoverAndScreenReaders()
    {
        var body = await Rendering.RenderAsync<MoneyText>(
            Rendering.English, ("Amount", Money.FromYen(123_456_789)));
        var money = body.QuerySelector("data.money");
        Assert.Equal("123456789", money?.GetAttribute("value"));
        Assert.Equal("¥123,456,789", money?.GetAttribute("title"));
        Assert.Equal("¥123 million", money?.QuerySelector("[aria-hidden]")?.TextContent);
        Assert.Equal("¥123,456,789", money?.QuerySelector(".sr-only")?.TextContent);
    }

    [Fact]
    public async Task MoneyText_Exactly_IsNeverShortened()
    {
        var body = await Rendering.RenderAsync<MoneyText>(
            Rendering.Japanese, ("Amount", Money.FromYen(123_456_789)), ("Exactly", true),
            ("Direction", MoneyDirection.In));
        Assert.Equal("+123,456,789 円", body.TextContent.Trim());
    }

    [Fact]
    public async Task DateText_Japanese_WritesTheDateOutAndKeepsTheMachineForm()
    {
        var body = await Rendering.RenderAsync<DateText>(Rendering.Japanese, ("Date", new DateOnly(2026, 11, 21)));
        Assert.Equal("2026年11月21日", body.TextContent.Trim());
        Assert.Equal("2026-11-21", body.QuerySelector("time")?.GetAttribute("datetime"));
    }

    [Fact]
    public async Task MoneyInput_WithHintAndError_TiesBothToTheControl()
    {
        var body = await Rendering.RenderAsync<MoneyInput>(
            Rendering.English, ("Name", "amount"), ("Label", "Amount"), ("Hint", "In steps"), ("Error", "Too much"),
            ("Value", "400,000"));
        var input = body.QuerySelector("input");
        Assert.Equal("400,000", input?.GetAttribute("value"));
        Assert.Equal("true", input?.GetAttribute("aria-invalid"));
        foreach (var id in input!.GetAttribute("aria-describedby")!.Split(' ')) // Both are rendered above.
            Assert.NotNull(body.QuerySelector($"#{id}"));
        Assert.Equal("amount", body.QuerySelector("label")?.GetAttribute("for"));
    }

    [Theory]
    [InlineData("150,000", 150_000L)]
    [InlineData("１５０，０００円", 150_000L)]
    [InlineData(" ¥150000 ", 150_000L)]
    [InlineData("15万", 150_000L)]
    [InlineData("1億", 100_000_000L)]
    [InlineData("0", 0L)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("9223372036854775807億", null)]
    [InlineData("", null)]
    public void Parse_WhatPeopleType_IsAWholeNumberOrNothing(string typed, long? expected) =>
        Assert.Equal(expected, TypedNumber.Parse(typed));
}
