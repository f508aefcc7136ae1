using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <summary>What the ticket keeps, tells beforehand and is told.</summary>
public sealed class OrderTicketTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly OrderDraft Draft = new(
        OrderSide.Sell, OrderType.Limit, "three", IsInYen: false, "9,901", new DateOnly(2026, 3, 31));

    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private MarketWorld _market = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _market = await MarketWorld.CreateAsync(_world, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Drafts_SavedTwice_KeepTheLastOfThisPersonOnly()
    {
        var drafts = _world.Get<OrderDrafts>();
        var (seller, other) = (_market.Holders[0].UserId, _market.Holders[1].UserId);
        await drafts.SaveAsync(_market.SeriesId, Draft with { QuantityText = "1" }, seller, MarketWorld.Ten, Token);
        Assert.True(await drafts.SaveAsync(_market.SeriesId, Draft, seller, MarketWorld.Ten, Token));

        Assert.Equal(Draft, await drafts.FindAsync(_market.SeriesId, seller, Token));
        Assert.Null(await drafts.FindAsync(_market.SeriesId, other, Token));
        await drafts.DeleteAsync(_market.SeriesId, other, Token);
        Assert.NotNull(await drafts.FindAsync(_market.SeriesId, seller, Token));
        await drafts.DeleteAsync(_market.SeriesId, seller, Token);
        Assert.Null(await drafts.FindAsync(_market.SeriesId, seller, Token));
    }

    [Fact]
    public async Task Drafts_NulAndMuchText_AreKeptAsFarAsTheyFit()
    {
        var drafts = _world.Get<OrderDrafts>();
        var seller = _market.Holders[0].UserId;
        var typed = Draft with { QuantityText = "1\0" + new string('9', 500) };

        Assert.True(await drafts.SaveAsync(_market.SeriesId, typed, seller, MarketWorld.Ten, Token));

        var kept = (await drafts.FindAsync(_market.SeriesId, seller, Token))!; // Saved before.
        Assert.Equal("1" + new string('9', OrderDrafts.TextLengthMax - 1), kept.QuantityText);
        Assert.False(await drafts.SaveAsync(_market.SeriesId, Draft, Guid.NewGuid(), MarketWorld.Ten, Token));
    }

    [Theory]
    [InlineData(OrderSide.Sell, OrderType.Limit, 10_000, 100, null)]
    [InlineData(OrderSide.Sell, OrderType.Limit, 10_000, 101, OrderRefusal.TokensTooFew)] // A hundred are owned.
    [InlineData(OrderSide.Sell, OrderType.Limit, 10_000, 301, OrderRefusal.AboveShareOfIssue)] // 30 % of 1,000.
    [InlineData(OrderSide.Sell, OrderType.Limit, 0, 1, OrderRefusal.PriceOffTick)]
    [InlineData(OrderSide.Sell, OrderType.Limit, 4_999, 1, OrderRefusal.PriceOutOfRange)] // Under half the close.
    [InlineData(OrderSide.Sell, OrderType.Limit, 5_000, 1, null)]
    [InlineData(OrderSide.Buy, OrderType.Limit, 10_000, 1, OrderRefusal.CashTooLow)] // All cash went into the issue.
    public async Task Preview_Order_IsRefusedAsTheMarketWouldRefuseIt(
        OrderSide side, OrderType type, long limit, long quantity, OrderRefusal? expected)
    {
        var trader = _market.Holders[0];
        var tickets = _world.Get<OrderTicketQueries>();
        var order = new PlaceOrderCommand(_market.SeriesId, side, type, limit, quantity);
        var ticket = (await tickets.FindAsync(_market.SeriesId, trader.UserId, MarketWorld.Ten, Token))!; // An owner.
        var fill = (await tickets.EstimateAsync(order, trader.UserId, MarketWorld.Ten, Token))!; // The series trades.

        var previewed = OrderPreview.Find(order, ticket, fill, Money.FromYen(1));
        var placed = await _market.PlaceAsync(trader, side, limit, quantity, Token, type: type);

        Assert.Equal(expected is null, previewed is null);
        Assert.Equal(placed.AsRefusal?.Code, previewed?.Code);
        if (expected is { } refusal) Assert.True(previewed!.Is(refusal)); // Not null: refused.
    }

    [Fact]
    public async Task Pulse_OrderByAnother_WakesWhoWatches()
    {
        var pulse = _world.Get<MarketPulse>();
        await pulse.StartAsync(Token);
        await using var watching = pulse.WatchAsync(_market.SeriesId, Token).GetAsyncEnumerator(Token);
        Assert.True(await watching.MoveNextAsync()); // At once: what is known.

        var next = watching.MoveNextAsync().AsTask();
        await _market.PlaceAsync(_market.Holders[0], OrderSide.Sell, 10_000, 1, Token);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10), Token));
        await pulse.StopAsync(Token);
    }

    [Fact]
    public async Task TradedBonds_SettledIssue_IsThereAndAnUnknownOneIsNot()
    {
        var bonds = _world.Get<TradedBonds>();
        var bond = await bonds.FindAsync(_market.Issue.Row.Isin!, Token); // Announced, so it has one.
        Assert.Equal(_market.SeriesId, bond?.SeriesId);
        Assert.Null(await bonds.FindAsync("XT0000000000", Token));
        Assert.Single(await bonds.LiveAsync(Token));
    }
}
