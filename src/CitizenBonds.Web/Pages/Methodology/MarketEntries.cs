using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class MarketEntries
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("call-auction", "largest volume → smallest surplus → side of the surplus → nearest the reference",
            AuctionExample,
            new Agreement("Auctions", ThirdPartyAgreement.PublishedAuctions)),
        new("continuous", "price, then time; a trade happens at the waiting order's price", BookExample),
        new("reference", "excluded when |P − median| > 3 · 1.4826 · MAD;  then Σ P·Q / Σ Q", ReferenceExample),
        new("averages", "SMA = Σ P / n;  EMA = EMA + weight · (P − EMA)", AveragesExample),
        new("reverse-auction", "rank by P / P_ref; each is paid its own P; the margin pro rata, rounded down",
            ReverseAuctionExample),
        new("buyback", "R = F − Σ P·Q;  A = clamp(gain · R · (P_ref / P)^η, 0, caps);  Q = floor(A / P)",
            BuybackExample),
    ];

    private static object[] AuctionExample()
    {
        var price = CallAuction.Clear(
            [Buy(202, 400), Buy(201, 200), Sell(199, 300), Sell(198, 200)], null).Price;
        return [price?.Price ?? 0, price?.Volume ?? 0];
    }

    private static object[] BookExample()
    {
        var book = new OrderBook(levels: 300);
        book.Place(OrderSide.Sell, OrderType.Limit, 200, 10);
        book.Place(OrderSide.Sell, OrderType.Limit, 199, 5);
        book.Place(OrderSide.Buy, OrderType.Limit, 200, 8);
        var trades = new List<string>();
        foreach (var trade in book.Trades) trades.Add($"{trade.Quantity} × {trade.Level}");
        return [string.Join(", ", trades)];
    }

    private static object[] ReferenceExample()
    {
        var reference = ReferenceOfSixTrades();
        return [Formats.Exact(reference.VolumeWeighted), Formats.Exact(reference.Excluded[0].Trade.Price)];
    }

    private static object[] AveragesExample()
    {
        var reference = ReferenceOfSixTrades();
        return [Formats.Exact(reference.Simple), Formats.Exact(reference.Exponential(Rate.FromPercent(50)))];
    }

    private static ReferencePrice ReferenceOfSixTrades()
    {
        long[] prices = [9_780, 9_790, 9_800, 9_810, 9_820, 12_000];
        var trades = prices.Select((yen, i) => new ObservedTrade(
            i + 1, Start.AddMinutes(i), Money.FromYen(yen), Quantity.FromTokens(1)));
        return ReferencePrice.Of(trades, Start, Start.AddDays(1), HampelFilter.Default)
            ?? throw new InvalidOperationException("There are trades.");
    }

    private static object[] ReverseAuctionExample()
    {
        var rules = new ReverseAuctionRules
        {
            TokensMax = Quantity.FromTokens(150),
            BudgetMax = Money.FromYen(10_000_000),
            RetailMax = Quantity.Zero,
            Tolerance = Rate.FromPercent(5),
            Series = [new("s", Money.FromYen(10_000), Quantity.FromTokens(1_000))],
        };
        var outcome = ReverseAuction.Clear(
            rules, [], [Offer(1, 9_800), Offer(2, 9_900), Offer(3, 10_100)], "a published seed"u8);
        return
        [
            string.Join(" / ", outcome.Purchases.Select(purchase => Formats.Number(purchase.Quantity.Tokens))),
            Formats.Exact(outcome.AveragePrice ?? Money.Zero), Formats.Percent(outcome.MarginalAllocation, 0),
        ];
    }

    private static SellOffer Offer(int sequence, long yen) =>
        new($"{sequence}", "s", sequence, Money.FromYen(yen), Quantity.FromTokens(100));

    private static object[] BuybackExample()
    {
        var policy = new BuybackPolicy
        {
            Target = Money.FromYen(1_000_000),
            Gain = Rate.FromPercent(50),
            Elasticity = 1,
            PriceMargin = Rate.FromPercent(5),
            OperationMax = Money.FromYen(1_000_000),
            Participation = Rate.FromPercent(100),
            Concentration = Rate.FromPercent(33),
        };
        return [Bought(policy, 10_000), Bought(policy, 10_500), Bought(policy, 8_000)];
    }

    private static string Bought(BuybackPolicy policy, long askYen)
    {
        var market = new BuybackMarket
        {
            Now = Start.AddDays(30),
            SeriesIssuedAt = Start,
            BestAsk = Money.FromYen(askYen),
            Reference = Money.FromYen(10_000),
            WindowVolume = Quantity.FromTokens(10_000),
            Denomination = Money.FromYen(10_000),
            Series = new(Money.FromYen(100_000_000), Money.Zero),
            Issuer = new(Money.FromYen(100_000_000), Money.Zero),
        };
        return BuybackController.Decide(policy, BuybackState.Start(Currency.Jpy), market) is BuybackDecision.Bid bid
            ? Formats.Number(bid.Quantity.Tokens)
            : "0";
    }

    private static AuctionOrder Buy(long limit, long quantity) => new(OrderSide.Buy, limit, quantity);

    private static AuctionOrder Sell(long limit, long quantity) => new(OrderSide.Sell, limit, quantity);
}
