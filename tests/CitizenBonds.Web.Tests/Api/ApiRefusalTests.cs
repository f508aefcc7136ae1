using System.Net;
using System.Text.Json;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Api;

/// <summary>Every refusal has its name, its sentence and its status, and writes nothing.</summary>
public sealed class ApiRefusalTests(ApiStage stage) : IClassFixture<ApiStage>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("buy", "10000.5", 1, 422, "Order.PriceOffTick", "whole multiples of ¥1")]
    [InlineData("buy", "0", 1, 422, "Order.PriceOffTick", "whole multiples of ¥1")]
    [InlineData("buy", "15001", 1, 422, "Order.PriceOutOfRange", "from ¥5,000 to ¥15,000")]
    [InlineData("buy", "9999999999999999", 1, 422, "Order.PriceOutOfRange", "from ¥5,000 to ¥15,000")]
    [InlineData("buy", "10000", 0, 422, "Order.QuantityNotPositive", "at least one token")]
    [InlineData("buy", "10000", 301, 422, "Order.AboveShareOfIssue", "at most 300 tokens")] // 30 % of 1,000.
    [InlineData("buy", "12000", 292, 422, "Order.AbovePositionLimit", "¥3,500,000")] // 3,504,000 > 35 % of 10,000,000.
    [InlineData("buy", "10000", 200, 422, "Order.CashTooLow", "Your free cash is ¥1,000,000")] // Asks for 2,000,000.
    [InlineData("sell", "10000", 1, 422, "Order.TokensTooFew", "You asked for 1")]
    public async Task Place_AgainstTheRules_IsRefusedByName(
        string side, string limit, long quantity, int status, string name, string sentence)
    {
        var buyer = await BuyerAsync();
        var before = await stage.WrittenAsync();

        var answer = await buyer.PostAsync(
            $$"""{"isin":"{{stage.Isin}}","side":"{{side}}","limitYen":{{limit}},"quantity":{{quantity}}}""", Token);

        AssertRefused(answer, status, name, sentence);
        Assert.Equal(before, await stage.WrittenAsync());
    }

    [Fact]
    public async Task Place_NearestAllowed_IsAccepted()
    {
        var buyer = await BuyerAsync();

        var answer = await buyer.PlaceAsync(stage.Isin, "buy", 5_000, 1, Token);

        Assert.Equal((HttpStatusCode.Created, "open"), (answer.Status, answer.State));
        Assert.Equal(1, (await buyer.CancelAllAsync(stage.Isin, Token)).Body.GetProperty("orders").GetInt32());
    }

    [Fact]
    public async Task Place_BeforeTheIdentityCheck_IsRefused()
    {
        var buyer = await stage.NewBuyerAsync(1_000_000, isChecked: false);
        AssertRefused(
            await buyer.PlaceAsync(stage.Isin, "buy", 10_000, 1, Token), 403, "Order.IdentityNotChecked", "identity");
    }

    [Fact]
    public async Task Place_UnknownSeries_IsRefused() => AssertRefused(
        await (await BuyerAsync()).PlaceAsync("JP0000000000", "buy", 10_000, 1, Token),
        404, "Market.SeriesUnknown", "no market");

    [Fact]
    public async Task Place_MarketClosed_IsRefused()
    {
        var buyer = await BuyerAsync();
        var nextDay = MarketWorld.Day.AddDays(1);
        stage.Stand(MarketWorld.At(18, 0, nextDay.AddDays(-1)));

        var answer = await buyer.PlaceAsync(stage.Isin, "buy", 10_000, 1, Token);

        AssertRefused(answer, 409, "Order.MarketClosed", "8:00 to 15:30");
        stage.Stand(MarketWorld.At(10, 0, nextDay));
        Assert.Equal("open", (await buyer.PlaceAsync(stage.Isin, "buy", 9_000, 1, Token)).State);
        await buyer.CancelAllAsync(stage.Isin, Token);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-32)]
    public async Task Place_ClockOff_IsRefused(int secondsBehind)
    {
        var buyer = await BuyerAsync();
        var before = await stage.WrittenAsync();

        var answer = await buyer.PostAsync(BodyOf(9_000), Token, TimeSpan.FromSeconds(secondsBehind));

        AssertRefused(answer, 400, "Api.ClockSkew", "At most 30 seconds");
        Assert.Equal(before, await stage.WrittenAsync());
    }

    [Fact]
    public async Task Place_ClockALittleOff_IsAccepted()
    {
        var buyer = await BuyerAsync();
        Assert.Equal("open", (await buyer.PostAsync(BodyOf(9_000), Token, TimeSpan.FromSeconds(25))).State);
        await buyer.CancelAllAsync(stage.Isin, Token);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"isin":"X","side":"buy"}""")]
    [InlineData("""{"isin":"X","side":"hold","quantity":1}""")]
    [InlineData("""{"isin":"X","side":"buy","quantity":1.5}""")]
    [InlineData("""{"isin":"X","side":"buy","quantity":"1"}""")]
    [InlineData("""{"isin":"X","side":"buy","quantity":99999999999999999999}""")]
    [InlineData("""{"isin":"X","side":"buy","quantity":1,"price":10000}""")]
    [InlineData("""{"isin":null,"side":"buy","quantity":1}""")]
    public async Task Place_UnreadableBody_IsRefused(string body) =>
        AssertRefused(await (await BuyerAsync()).PostAsync(body, Token), 400, "Api.BodyUnreadable", "openapi.json");

    [Fact]
    public async Task Place_HeadersMissing_AreNamed()
    {
        var buyer = await BuyerAsync();
        AssertRefused(
            await buyer.PostAsync(BodyOf(9_000), Token, time: ""), 400, "Api.TimeMissing", "Request-Time");
        AssertRefused(
            await buyer.PostAsync(BodyOf(9_000), Token, time: "yesterday"), 400, "Api.TimeMissing", "Request-Time");
        AssertRefused(
            await buyer.PostAsync(BodyOf(9_000), Token, key: ""), 400, "Api.IdempotencyKeyMissing", "Idempotency-Key");
        AssertRefused(
            await buyer.PostAsync(BodyOf(9_000), Token, key: new string('x', 81)), 400, "Market.ClientIdUnfit", "80");
    }

    [Fact]
    public async Task Questions_Unreadable_AreNamed()
    {
        var buyer = await BuyerAsync();
        AssertRefused(await buyer.GetAsync("orders?limit=501", Token), 400, "Api.ParameterUnreadable", "limit");
        AssertRefused(await buyer.GetAsync("orders?state=lost", Token), 400, "Api.ParameterUnreadable", "state");
        AssertRefused(await buyer.GetAsync("orders?after=x", Token), 400, "Api.ParameterUnreadable", "after");
        AssertRefused(await buyer.GetAsync("series/NONE/book", Token), 404, "Market.SeriesUnknown", "no market");
        AssertRefused(await buyer.GetAsync("nothing", Token), 404, "Api.AddressUnknown", "openapi.json");
    }

    [Fact]
    public async Task Keys_ThatDoNotWork_AreRefused()
    {
        using var nobody = stage.Connect("cbk_" + new string('0', 32) + "_" + new string('A', 43));
        AssertRefused(await nobody.GetAsync("series", Token), 401, "Api.KeyUnknown", "no such key");
        using var missing = stage.Connect("");
        AssertRefused(await missing.GetAsync("series", Token), 401, "Api.KeyMissing", "Bearer");
        var user = Guid.NewGuid();
        var reader = await stage.ConnectAsync(user, ApiScopes.Read);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("series", Token)).Status);
        AssertRefused(
            await reader.PlaceAsync(stage.Isin, "buy", 10_000, 1, Token), 403, "Api.ScopeMissing", "scope");
    }

    [Fact]
    public async Task Revoke_KeyInUse_EndsItsStreamAndItsOrders()
    {
        var user = Guid.NewGuid();
        await stage.AddAccountAsync(user, "revoked@fund.example");
        var key = await stage.NewKeyAsync(user, ApiScopes.Read);
        using var program = stage.Connect(key.ToString());
        await using var events = new EventReader(program, stage.Isin, lastEventId: null, Token);
        await events.NextAsync("start");

        await using (var scope = stage.Portal.Services.CreateAsyncScope())
        {
            var person = await scope.ServiceProvider.GetRequiredService<IdentityContext>().Users
                .FindAsync([user], Token);
            await scope.ServiceProvider.GetRequiredService<ApiKeys>().RevokeAsync(person!, key.Id, Token);
        }

        AssertRefused(await program.GetAsync("series", Token), 401, "Api.KeyRevoked", "revoked");
        // The next thing that happens in the market finds the reader gone.
        var buyer = await BuyerAsync();
        await buyer.PlaceAsync(stage.Isin, "buy", 9_000, 1, Token);
        Assert.True(await events.EndsAsync());
        await buyer.CancelAllAsync(stage.Isin, Token);
    }

    private static void AssertRefused(ApiAnswer answer, int status, string name, string sentence)
    {
        Assert.Equal((status, name), ((int)answer.Status, answer.Refusal));
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.Contains(sentence, answer.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("{", answer.Sentence, StringComparison.Ordinal);
    }

    private Task<SampleClient> BuyerAsync() => stage.SharedBuyerAsync();

    private string BodyOf(long limitYen) => JsonSerializer.Serialize(
        new { isin = stage.Isin, side = "buy", limitYen, quantity = 1 });
}
