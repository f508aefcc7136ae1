using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class UniformPriceAuctionTests
{
    private static readonly UniformPriceRules Rules = new() { IssueSize = Quantity.FromTokens(1_000) };

    [Fact]
    public void Clear_RetailFirst_ThenBestPricesThenMarginProRata()
    {
        // Retail 8 + 5 of the reserve of 100. Left 987: 300 at 102, 200 at 101, 487 at 100 among 300 and 300 offered:
        // 487 · 300/600 = 243.5 each, rounded down 243; the odd token to the earlier of two equal remainders.
        var outcome = Clear(
            [Retail("r1", 8), Retail("r2", 5)],
            [Bid("d", 4, 100, 300), Bid("a", 1, 102, 300), Bid("b", 2, 101, 200), Bid("c", 3, 100, 300)]);
        Assert.Equal(Money.FromYen(100), outcome.Price);
        Assert.Equal([8, 5], Tokens(outcome.RetailAwards));
        Assert.Equal([243, 300, 200, 244], Tokens(outcome.CompetitiveAwards));
        Assert.Equal(600, outcome.OfferedAtMargin.Tokens);
        Assert.Equal(487, outcome.AwardedAtMargin.Tokens);
        Assert.Equal(1_000, outcome.Sold.Tokens);
        Assert.Null(outcome.RetailCeiling);
    }

    [Fact]
    public void Clear_RetailOversubscribed_GetsACommonCeilingWithinItsReserve()
    {
        // Twenty bids of 9 over a reserve of 100 (10 % of 1,000): ceiling 5.
        var twenty = Enumerable.Range(0, 20).Select(index => Retail($"r{index}", 9)).ToList();
        var outcome = Clear(twenty, [Bid("a", 1, 100, 350)]);
        Assert.Equal(5, outcome.RetailCeiling?.Tokens);
        Assert.All(outcome.RetailAwards, award => Assert.Equal(5, award.Quantity.Tokens));
    }

    [Fact]
    public void Clear_RetailBidAboveOnePercent_CountsForOnePercent() =>
        Assert.Equal([10], Tokens(Clear([Retail("r", 500)], [Bid("a", 1, 100, 350)]).RetailAwards));

    [Fact]
    public void Clear_OneBidderWithThreeBids_ReceivesAtMost35Percent()
    {
        var outcome = Clear(
            [], [Bid("a", 1, 103, 200) with { BidderId = "x" }, Bid("b", 2, 102, 100) with { BidderId = "x" },
                 Bid("c", 3, 101, 100) with { BidderId = "x" }, Bid("d", 4, 100, 100)]);
        Assert.Equal([200, 100, 50, 100], Tokens(outcome.CompetitiveAwards));
    }

    [Fact]
    public void Clear_BidBelowReservePrice_IsVoid()
    {
        var rules = Rules with { ReservePrice = Money.FromYen(99) };
        var outcome = UniformPriceAuction.Clear(rules, [], [Bid("a", 1, 99, 100), Bid("b", 2, 98, 100)], []);
        Assert.Equal([100, 0], Tokens(outcome.CompetitiveAwards));
        Assert.Equal(Money.FromYen(99), outcome.Price);
    }

    [Fact]
    public void Clear_RetailAlone_PaysTheReservePriceOrNothingIsSold()
    {
        var withReserve = UniformPriceAuction.Clear(
            Rules with { ReservePrice = Money.FromYen(99) }, [Retail("r", 5)], [], []);
        Assert.Equal(Money.FromYen(99), withReserve.Price);
        Assert.Equal([5], Tokens(withReserve.RetailAwards));
        var without = Clear([Retail("r", 5)], []);
        Assert.Null(without.Price);
        Assert.Equal([0], Tokens(without.RetailAwards));
    }

    [Fact]
    public void Clear_AnyBids_NeverSellsMoreThanTheIssueAndNobodyPaysAboveTheBid() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt[] Retail, (byte Bidder, byte Price, PositiveInt Size)[] Bids)>(),
            any =>
            {
                var retail = any.Retail.Select((size, index) => Retail($"r{index}", size.Get)).ToList();
                var bids = any.Bids
                    .Select((bid, index) => new CompetitiveBid(
                        $"b{index}", $"{bid.Bidder % 5}", index,
                        Money.FromYen(1 + bid.Price), Quantity.FromTokens(bid.Size.Get * 9L)))
                    .ToList();
                var outcome = Clear(retail, bids);
                Assert.True(outcome.Sold <= Rules.IssueSize);
                Assert.True(Tokens(outcome.RetailAwards).Sum() <= 100);
                foreach (var (bid, award) in bids.Zip(outcome.CompetitiveAwards))
                {
                    Assert.True(award.Quantity <= bid.Quantity);
                    if (award.Quantity > Quantity.Zero) Assert.True(bid.Price >= outcome.Price);
                }
                foreach (var bidder in bids.Zip(outcome.CompetitiveAwards).GroupBy(pair => pair.First.BidderId))
                    Assert.True(bidder.Sum(pair => pair.Second.Quantity.Tokens) <= 350);
            }).QuickCheckThrowOnFailure();

    private static UniformPriceOutcome Clear(IReadOnlyList<RetailBid> retail, IReadOnlyList<CompetitiveBid> bids) =>
        UniformPriceAuction.Clear(Rules, retail, bids, "seed"u8);

    private static RetailBid Retail(string id, long tokens) => new(id, Quantity.FromTokens(tokens));

    private static CompetitiveBid Bid(string id, long sequence, long yen, long tokens) =>
        new(id, id, sequence, Money.FromYen(yen), Quantity.FromTokens(tokens));

    private static long[] Tokens(IEnumerable<BidAward> awards) => [.. awards.Select(award => award.Quantity.Tokens)];
}
