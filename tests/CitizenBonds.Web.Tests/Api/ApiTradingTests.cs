using System.Net;

namespace CitizenBonds.Web.Tests.Api;

/// <summary>Programs of institutions trade over a socket and are told of everything that concerns them.</summary>
public sealed class ApiTradingTests(ApiStage stage) : IClassFixture<ApiStage>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoPrograms_TradeWithEachOther_EachIsToldByItsStream()
    {
        var seller = await stage.NewSellerAsync();
        var buyer = await stage.NewBuyerAsync(1_000_000);
        await using var sellersEvents = new EventReader(seller, stage.Isin, lastEventId: null, Token);
        var start = await sellersEvents.NextAsync("start");
        Assert.False(start.GetProperty("isResumed").GetBoolean());

        var offer = await seller.PlaceAsync(stage.Isin, "sell", 10_010, 7, Token);
        Assert.Equal(HttpStatusCode.Created, offer.Status);
        var told = await sellersEvents.NextAsync("order");
        Assert.Equal(offer.Number, told.GetProperty("number").GetInt64());
        Assert.Equal("open", told.GetProperty("state").GetString());
        var book = (await buyer.GetAsync($"series/{stage.Isin}/book", Token)).Body;
        Assert.Equal(10_010, book.GetProperty("asks")[0].GetProperty("priceYen").GetInt64());

        var bid = await buyer.PlaceAsync(stage.Isin, "buy", 10_010, 5, Token);
        Assert.Equal((HttpStatusCode.Created, "filled"), (bid.Status, bid.State));

        var filled = await sellersEvents.NextAsync("order", order => order.GetProperty("filled").GetInt64() == 5);
        Assert.Equal(2, filled.GetProperty("left").GetInt64());
        var trade = await sellersEvents.NextAsync("trade");
        // 5 × 10,010 = 50,050; the fee is 100 millionths of it, rounded down: 5; the seller gets it less.
        var accrued = trade.GetProperty("accruedYen").GetInt64();
        Assert.Equal(5, trade.GetProperty("feeYen").GetInt64());
        Assert.Equal(50_050 + accrued - 5, trade.GetProperty("cashYen").GetInt64());
        Assert.Equal(offer.Number, trade.GetProperty("order").GetInt64());

        var own = Assert.Single((await buyer.GetAsync($"trades/{stage.Isin}", Token)).Items);
        Assert.Equal(50_050 + accrued + 5, own.GetProperty("cashYen").GetInt64());
        var afterIt = await buyer.GetAsync(
            $"trades/{stage.Isin}?after={own.GetProperty("number").GetInt64()}", Token);
        Assert.Empty(afterIt.Items);
        await seller.CancelAllAsync(stage.Isin, Token);
    }

    [Fact]
    public async Task Place_SameKeyAndContent_IsTheSameOrder()
    {
        var seller = await stage.NewSellerAsync();
        var key = SampleClient.NewKey();

        var first = await seller.PlaceAsync(stage.Isin, "sell", 10_900, 3, Token, key: key);
        var before = await stage.WrittenAsync();
        var second = await seller.PlaceAsync(stage.Isin, "sell", 10_900, 3, Token, key: key);

        Assert.Equal((HttpStatusCode.Created, false), (first.Status, first.IsRepeat));
        Assert.Equal((HttpStatusCode.OK, true), (second.Status, second.IsRepeat));
        Assert.Equal(first.Body.GetRawText(), second.Body.GetRawText());
        Assert.Equal(before, await stage.WrittenAsync());
        var other = await seller.PlaceAsync(stage.Isin, "sell", 10_900, 4, Token, key: key);
        Assert.Equal((HttpStatusCode.Conflict, "Market.ClientIdReused"), (other.Status, other.Refusal));
        Assert.Equal(before, await stage.WrittenAsync());
        await seller.CancelAllAsync(stage.Isin, Token);
    }

    [Fact]
    public async Task Cancel_SentTwice_AnswersTheSame()
    {
        var seller = await stage.NewSellerAsync();
        var order = await seller.PlaceAsync(stage.Isin, "sell", 10_900, 3, Token);
        var key = SampleClient.NewKey();

        var first = await seller.CancelAsync(stage.Isin, order.Number, Token, key);
        var second = await seller.CancelAsync(stage.Isin, order.Number, Token, key);
        var again = await seller.CancelAsync(stage.Isin, order.Number, Token);

        Assert.Equal((HttpStatusCode.OK, "cancelled"), (first.Status, first.State));
        Assert.Equal(first.Body.GetRawText(), second.Body.GetRawText());
        Assert.True(second.IsRepeat);
        Assert.Equal((HttpStatusCode.Conflict, "Market.OrderOver"), (again.Status, again.Refusal));
        var unknown = await seller.CancelAsync(stage.Isin, 999_999, Token);
        Assert.Equal((HttpStatusCode.NotFound, "Market.OrderUnknown"), (unknown.Status, unknown.Refusal));
    }

    [Fact]
    public async Task CancelAll_SentTwice_LetsYoungerOrdersBe()
    {
        var seller = await stage.NewSellerAsync();
        foreach (var yen in (int[])[10_900, 10_910, 10_920])
            Assert.Equal("open", (await seller.PlaceAsync(stage.Isin, "sell", yen, 1, Token)).State);
        var key = SampleClient.NewKey();
        Assert.Equal(3, (await seller.GetAsync($"orders?isin={stage.Isin}&state=open", Token)).Items.Count);

        var first = await seller.CancelAllAsync(stage.Isin, Token, key);
        stage.Stand(stage.Get<Application.Time.PortalClock>().GetUtcNow().AddSeconds(1));
        var younger = await seller.PlaceAsync(stage.Isin, "sell", 10_930, 1, Token);
        var second = await seller.CancelAllAsync(stage.Isin, Token, key);
        var inAll = await seller.CommandAsync(HttpMethod.Delete, "api/v1/orders", key, Token);

        Assert.Equal(3, first.Body.GetProperty("orders").GetInt32());
        Assert.Equal(3, second.Body.GetProperty("orders").GetInt32());
        Assert.Equal((HttpStatusCode.Conflict, "Market.ClientIdReused"), (inAll.Status, inAll.Refusal));
        var open = Assert.Single((await seller.GetAsync("orders?state=open", Token)).Items);
        Assert.Equal(younger.Number, open.GetProperty("number").GetInt64());
        await seller.CancelAllAsync(stage.Isin, Token);
    }

    [Fact]
    public async Task Orders_PageByPage_AreAllThereOnce()
    {
        var seller = await stage.NewSellerAsync();
        var placed = new List<long>();
        for (var number = 0; number < 5; number++)
            placed.Add((await seller.PlaceAsync(stage.Isin, "sell", 10_950, 1, Token)).Number);
        await seller.CancelAsync(stage.Isin, placed[0], Token);

        var read = new List<long>();
        for (var next = $"orders?limit=2&isin={stage.Isin}"; next is not null;)
        {
            var page = await seller.GetAsync(next, Token);
            read.AddRange(page.Items.Select(order => order.GetProperty("number").GetInt64()));
            next = page.Body.GetProperty("next").GetString()?["/api/v1/".Length..];
        }

        Assert.Equal(placed, read);
        Assert.Equal(
            "cancelled", (await seller.GetAsync($"orders/{stage.Isin}/{placed[0]}", Token)).State);
        await seller.CancelAllAsync(stage.Isin, Token);
    }

    [Fact]
    public async Task Stream_ComesBackWithItsLastId_IsToldWhatItMissed()
    {
        var seller = await stage.NewSellerAsync();
        var buyer = await stage.NewBuyerAsync(1_000_000);
        string last;
        await using (var events = new EventReader(seller, stage.Isin, lastEventId: null, Token))
        {
            await events.NextAsync("start");
            last = events.LastEventId;
        }

        var kept = await seller.PlaceAsync(stage.Isin, "sell", 10_040, 2, Token);
        var cancelled = await seller.PlaceAsync(stage.Isin, "sell", 10_050, 2, Token);
        await seller.CancelAsync(stage.Isin, cancelled.Number, Token);
        await buyer.PlaceAsync(stage.Isin, "buy", 10_040, 1, Token);

        await using var resumed = new EventReader(seller, stage.Isin, last, Token);
        Assert.True((await resumed.NextAsync("start")).GetProperty("isResumed").GetBoolean());
        var orders = new[] { await resumed.NextAsync("order"), await resumed.NextAsync("order") };
        Assert.Equal(
            [(kept.Number, "open", 1), (cancelled.Number, "cancelled", 0)],
            orders.Select(order => (
                order.GetProperty("number").GetInt64(), order.GetProperty("state").GetString(),
                order.GetProperty("filled").GetInt32())));
        Assert.Equal(kept.Number, (await resumed.NextAsync("trade")).GetProperty("order").GetInt64());
        await seller.CancelAllAsync(stage.Isin, Token);
    }

    [Fact]
    public async Task TenThousandOrdersAtOnce_OneKey_MostAreToldToWaitAndWriteNothing()
    {
        const int Orders = 10_000;
        var buyer = await stage.NewBuyerAsync(10_000);
        var placed = await stage.ReadAsync<long>("select count(*) from portal.market_log where kind = 1");
        var answers = new ApiAnswer[Orders];

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Token },
            async (index, token) => answers[index] = await buyer.PlaceAsync(stage.Isin, "buy", 9_000, 50, token));

        var waiting = answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests);
        var judged = answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Orders, waiting + judged);
        // 50 × 9,000 yen is more than there is: what got through was refused by name, nothing was placed.
        Assert.All(answers, answer => Assert.True(answer.Refusal is "Api.TooManyRequests" or "Order.CashTooLow"));
        Assert.InRange(judged, 200, Orders / 2); // At least what a rested key may send at once.
        var refused = answers.First(answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal(("application/problem+json", "1"), (refused.ContentType, refused.RetryAfter));
        Assert.Equal(placed, await stage.ReadAsync<long>("select count(*) from portal.market_log where kind = 1"));
    }
}
