using System.Text;

namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>
/// Bad input of <c>match</c>, <c>auction</c> and <c>sale</c>: exit code 2, one line that says where, no output.
/// </summary>
public sealed class MarketCommandsTests
{
    private const string Header = "seq,action,order_id,side,type,price,quantity\n";

    [Theory]
    [InlineData("", "line 1: the input is empty")]
    [InlineData("seq,action,order_id,side,type,price\n1,new,A,buy,limit,1\n", "line 1, column quantity: missing")]
    [InlineData(Header + "1,new,A,buy,limit,1\n", "line 2: 6 fields where the header has 7")]
    [InlineData(Header + "x,new,A,buy,limit,1,1\n", "line 2, column seq: 'x' is not a whole number")]
    [InlineData(Header + "1,new,A,buy,limit,1,1\n1,new,B,buy,limit,1,1\n", "line 3, column seq: 1 does not follow 1")]
    [InlineData(
        Header + "1,new,A,buy,limit,1,1\n2,new,A,buy,limit,1,1\n",
        "line 3, column order_id: the order was placed")]
    [InlineData(Header + "1,replace,A,buy,limit,1,1\n", "line 2, column action: new or cancel expected")]
    [InlineData(Header + "1,new,A,hold,limit,1,1\n", "line 2, column side: buy or sell expected")]
    [InlineData(Header + "1,new,A,buy,stop,1,1\n", "line 2, column type: limit, market, ioc or fok expected")]
    [InlineData(Header + "1,new,A,buy,limit,NaN,1\n", "line 2, column price: 'NaN' is not a decimal number")]
    [InlineData(Header + "1,new,A,buy,limit,,1\n", "line 2, column price: '' is not a decimal number")]
    [InlineData(Header + "1,new,A,buy,limit,1,0\n", "line 2, column quantity: 1 to 1000000000000 expected")]
    [InlineData(
        Header + "1,new,A,buy,limit,1,9223372036854775808\n",
        "line 2, column quantity: '9223372036854775808' is")]
    [InlineData(Header + "1,new,,buy,limit,1,1\n", "line 2, column order_id: 1 to 100 characters expected")]
    public void Match_BadInput_NamesLineAndColumn(string orders, string message) =>
        AssertRefused(VerifierRun.Start(orders, "match"), message);

    [Theory]
    [InlineData(Header + "1,new,A,sell,limit,10,5\n2,new,B,buy,market,,3\n")]
    [InlineData("\uFEFF" + Header + "1,new,A,sell,limit,10,5\n2,new,B,buy,market,,3\n")]
    [InlineData("seq,action,order_id,side,type,price,quantity\r\n1,new,A,sell,limit,10,5\r\n2,new,B,buy,market,,3\r\n")]
    [InlineData(
        "quantity,x,price,type,side,order_id,action,seq\n5,?,10.00,limit,sell,A,new,1\n3,?,,market,buy,B,new,2")]
    public void Match_MarkLineEndsAndColumnOrder_DoNotMatter(string orders)
    {
        var run = VerifierRun.Start(orders, "match");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("trade,taker_id,maker_id,price,quantity\n1,B,A,10,3\n", run.Output);
    }

    [Fact]
    public void Match_BytesThatAreNotText_AreRefused() =>
        AssertRefused(VerifierRun.Start([.. Encoding.UTF8.GetBytes(Header), 0xFF, 0xFE, 0x0A], "match"), "");

    [Fact]
    public void Match_OnlyCancels_HasNoTrades()
    {
        var run = VerifierRun.Start(Header + "1,cancel,A,,,,\n", "match");
        Assert.Equal((0, "trade,taker_id,maker_id,price,quantity\n"), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{}", "line 1, byte 2")]
    [InlineData("[null]", "[0] is null")]
    [InlineData("[{\"id\":1}]", "line 1, byte ")]
    [InlineData("[{\"id\":{},\"orders\":[]}]", "[0].id: a text or a number is expected")]
    [InlineData("[{\"id\":1,\"tick\":0,\"orders\":[]}]", "[0].tick: above zero expected")]
    [InlineData("[{\"id\":1,\"orders\":[null]}]", "[0].orders[0] is null")]
    [InlineData("[{\"id\":1,\"orders\":[{\"id\":1,\"side\":\"buy\",\"quantity\":1}]}]", "line 1, byte ")]
    [InlineData(
        "[{\"id\":1,\"orders\":[{\"id\":1,\"side\":\"b\",\"quantity\":1,\"limit\":1}]}]",
        "[0].orders[0].side: 'b'")]
    [InlineData(
        "[{\"id\":1,\"orders\":[{\"id\":1,\"side\":\"buy\",\"quantity\":0,\"limit\":1}]}]",
        "[0].orders[0].quantity")]
    [InlineData("[{\"id\":1,\"orders\":[{\"id\":1,\"side\":\"buy\",\"quantity\":1e30,\"limit\":1}]}]", "line 1, byte ")]
    [InlineData(
        "[{\"id\":1,\"tick\":0.5,\"orders\":[{\"id\":1,\"side\":\"buy\",\"quantity\":1,\"limit\":1.2}]}]",
        "[0].orders[0].limit: 1.2 is not on the tick of 0.5")]
    [InlineData(
        "[{\"id\":1,\"orders\":[{\"id\":1,\"side\":\"buy\",\"quantity\":1,\"limit\":1e20}]}]",
        "[0]: price 100000000000000000000 is beyond 1000000000")]
    [InlineData(
        "[{\"id\":1,\"reference\":0.0000000001,\"orders\":[]}]", "[0]: price 0.0000000001 has more than 9 decimals")]
    public void Auction_BadInput_SaysWhere(string cases, string message) =>
        AssertRefused(VerifierRun.Start(cases, "auction"), message);

    [Theory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\"supply\":1,\"min\":1,\"multiple\":1,\"applications\":[]}", "line 1, byte ")]
    [InlineData(
        "{\"supply\":1,\"supply\":2,\"min\":1,\"multiple\":1,\"seed\":\"x\",\"applications\":[]}",
        "line 1, byte ")]
    [InlineData("{\"supply\":-1,\"min\":1,\"multiple\":1,\"seed\":\"x\",\"applications\":[]}", "supply: 0 to")]
    [InlineData("{\"supply\":1,\"min\":0,\"multiple\":1,\"seed\":\"x\",\"applications\":[]}", "min: 1 to")]
    [InlineData("{\"supply\":1,\"min\":1,\"multiple\":0,\"seed\":\"x\",\"applications\":[]}", "multiple: 1 to")]
    [InlineData("{\"supply\":1,\"min\":1,\"multiple\":1,\"seed\":\"\",\"applications\":[]}", "seed: empty")]
    [InlineData("{\"supply\":1,\"min\":1,\"multiple\":1,\"seed\":null,\"applications\":[]}", "line 1, byte ")]
    [InlineData(
        "{\"supply\":1,\"min\":1,\"multiple\":1,\"seed\":\"x\",\"applications\":[null]}",
        "applications[0] is null")]
    [InlineData(
        "{\"supply\":1,\"min\":1,\"multiple\":1,\"seed\":\"x\",\"applications\":[{\"id\":1,\"quantity\":1}," +
        "{\"id\":\"1\",\"quantity\":1}]}",
        "applications[1].id: '1' appears twice")]
    [InlineData(
        "{\"supply\":1,\"min\":1,\"multiple\":1,\"seed\":\"x\",\"applications\":[{\"id\":1,\"quantity\":0}]}",
        "applications[0].quantity: 1 to")]
    public void Sale_BadInput_SaysWhere(string sale, string message) =>
        AssertRefused(VerifierRun.Start(sale, "sale"), message);

    internal static void AssertRefused(VerifierRun run, string message)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"bad input: {message}", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }
}
