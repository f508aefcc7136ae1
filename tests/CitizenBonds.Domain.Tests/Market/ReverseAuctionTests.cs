using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Market;

public sealed class ReverseAuctionTests
{
    private static readonly ReverseAuctionRules Rules = new()
    {
        TokensMax = Quantity.FromTokens(100),
        BudgetMax = Money.FromYen(1_000_000),
        RetailMax = Quantity.FromTokens(10),
        Tolerance = Rate.FromPerMillion(50_000),
        Series =
        [
            new ReverseAuctionSeries("A", Money.FromYen(1_000), Quantity.FromTokens(80)),
            new ReverseAuctionSeries("B", Money.FromYen(2_000), Quantity.FromTokens(80)),
        ],
    };

    [Fact]
    public void Clear_CheapestRelativeToReferenceFirst_EachAtItsOwnPrice()
    {
        // Relative: b 0.95, a 0.98, c 0.99. Ten go to retail, so 90 are left: 50 + 30 + 10 of 20 at the margin.
        var outcome = Clear(
            [new RetailBid("r", Quantity.FromTokens(25))],
            [Offer("a", "A", 980, 30), Offer("b", "B", 1_900, 50), Offer("c", "B", 1_980, 20)]);
        Assert.Equal([30, 50, 10], Tokens(outcome.Purchases));
        Assert.Equal([980, 1_900, 1_980], outcome.Purchases.Select(purchase => purchase.Price.MinorUnits));
        // (30 · 980 + 50 · 1,900 + 10 · 1,980) / 90 = 144,200 / 90 = 1,602.2, rounded down.
        Assert.Equal(Money.FromYen(1_602), outcome.AveragePrice);
        Assert.Equal([10], Tokens(outcome.RetailPurchases));
        // Relative to the references 144,200 / (30 · 1,000 + 60 · 2,000) = 0.96133; of A's 1,000 that is 961.
        Assert.Equal(Money.FromYen(961), outcome.RetailPurchases[0].Price);
        Assert.Equal("c", outcome.Marginal?.Id);
        Assert.Equal(Rate.FromPerMillion(500_000), outcome.MarginalAllocation);
        Assert.Equal(Money.FromYen(144_200 + 9_610), outcome.Paid);
    }

    [Fact]
    public void Clear_OfferAboveTheTolerance_IsVoid()
    {
        var outcome = Clear([], [Offer("a", "A", 1_050, 10), Offer("b", "A", 1_051, 10), Offer("x", "Z", 1, 10)]);
        Assert.Equal([10, 0, 0], Tokens(outcome.Purchases));
    }

    [Fact]
    public void Clear_BudgetBinds_CutsTheMarginRoundedDown()
    {
        // 10,500 yen over 3 + 5 offers of 2,000 yen (16,000): 3 · 0.656 = 1.97 and 5 · 0.656 = 3.28.
        var rules = Rules with { BudgetMax = Money.FromYen(10_500) };
        var outcome = ReverseAuction.Clear(rules, [], [Offer("a", "B", 2_000, 3), Offer("b", "B", 2_000, 5)], []);
        Assert.Equal([1, 3], Tokens(outcome.Purchases));
        Assert.Equal(Rate.FromPerMillion(656_250), outcome.MarginalAllocation);
    }

    [Fact]
    public void Clear_RoomOfASeries_IsNotExceeded() =>
        Assert.Equal([80, 0], Tokens(Clear([], [Offer("a", "A", 900, 90), Offer("b", "A", 910, 5)]).Purchases));

    [Fact]
    public void Clear_RoomOfTheRetailSeries_IsSharedWithTheCompetition()
    {
        // A has room for 80: ten from retail, so 70 of the 90 offered.
        var outcome = Clear([new RetailBid("r", Quantity.FromTokens(10))], [Offer("a", "A", 900, 90)]);
        Assert.Equal([10], Tokens(outcome.RetailPurchases));
        Assert.Equal([70], Tokens(outcome.Purchases));
    }

    [Fact]
    public void Clear_NobodyCompetes_BuysNothingFromRetailEither()
    {
        var outcome = Clear([new RetailBid("r", Quantity.FromTokens(5))], []);
        Assert.Equal([0], Tokens(outcome.RetailPurchases));
        Assert.Null(outcome.AveragePrice);
    }

    [Fact]
    public void Clear_AnyOffers_StaysWithinTokensMoneyRoomAndPrice() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(
                PositiveInt[] Retail, (bool IsB, byte Price, PositiveInt Size)[] Offers, NonNegativeInt Budget)>(),
            any =>
            {
                var rules = Rules with { BudgetMax = Money.FromYen(any.Budget.Get * 997L) };
                var retail = any.Retail
                    .Select((size, index) => new RetailBid($"r{index}", Quantity.FromTokens(size.Get))).ToList();
                var offers = any.Offers.Select((raw, index) => new SellOffer(
                    $"o{index}", raw.IsB ? "B" : "A", index,
                    Money.FromYen((raw.IsB ? 2 : 1) * (870L + raw.Price)), Quantity.FromTokens(raw.Size.Get))).ToList();
                var outcome = ReverseAuction.Clear(rules, retail, offers, "seed"u8);
                Assert.True(outcome.Bought <= rules.TokensMax);
                Assert.True(outcome.Paid <= rules.BudgetMax);
                Assert.True(Tokens(outcome.RetailPurchases).Sum() <= 10);
                foreach (var (offer, purchase) in offers.Zip(outcome.Purchases))
                {
                    Assert.True(purchase.Quantity <= offer.Quantity);
                    var reference = offer.SeriesId == "A" ? 1_050 : 2_100;
                    if (purchase.Quantity > Quantity.Zero) Assert.True(purchase.Price.MinorUnits <= reference);
                }
                foreach (var series in offers.Zip(outcome.Purchases).GroupBy(pair => pair.First.SeriesId))
                    Assert.True(series.Sum(pair => pair.Second.Quantity.Tokens) <= 80);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static ReverseAuctionOutcome Clear(IReadOnlyList<RetailBid> retail, IReadOnlyList<SellOffer> offers) =>
        ReverseAuction.Clear(Rules, retail, offers, "seed"u8);

    private static SellOffer Offer(string id, string series, long yen, long tokens) =>
        new(id, series, id[0], Money.FromYen(yen), Quantity.FromTokens(tokens));

    private static long[] Tokens(IEnumerable<Purchase> purchases) =>
        [.. purchases.Select(purchase => purchase.Quantity.Tokens)];
}
