using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class BidRulesTests
{
    private static readonly DateTimeOffset Opens = new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closes = new(2026, 3, 20, 8, 0, 0, TimeSpan.Zero);

    // 1,000 tokens from 9,500 to 10,000 yen: one step of cover is 50 tokens at the highest price, 500,000 yen.
    private static BidRequest Request(long yen = 9_800, long tokens = 100, long cashYen = 1_000_000) => new()
    {
        Price = Money.FromYen(yen),
        Quantity = Quantity.FromTokens(tokens),
        Auction = new() { IssueSize = Quantity.FromTokens(1_000), ReservePrice = Money.FromYen(9_500) },
        HighestPrice = Money.FromYen(10_000),
        OpensAt = Opens,
        ClosesAt = Closes,
        Bidder = new()
        {
            IsIdentityChecked = true, IsProfessional = true, TestPassedOn = null, HasReceivedCoupon = false,
            HasSeenLossSimulation = false, DeclaredNetAssets = null,
        },
        Standing = [],
        AvailableCash = Money.FromYen(cashYen),
    };

    [Fact]
    public void Decide_HundredTokensAt9800_SetsAsideTwoSteps()
    {
        // 100 · 9,800 = 980,000 yen: two steps of 500,000.
        var decision = Decide(Request());
        Assert.Null(decision.Refusal);
        Assert.Equal(Money.FromYen(1_000_000), decision.Cover);
    }

    [Fact]
    public void Decide_BeforeTheOpeningAndAtTheClose_Refuses()
    {
        Assert.Equal(BidRefusal.SaleNotYetOpen, Decide(Request(), Opens.AddTicks(-1)).Refusal);
        Assert.Null(Decide(Request(), Opens).Refusal);
        Assert.Null(Decide(Request(), Closes.AddTicks(-1)).Refusal);
        Assert.Equal(BidRefusal.SaleClosed, Decide(Request(), Closes).Refusal);
    }

    [Theory]
    [InlineData(9_499, BidRefusal.BelowReservePrice)]
    [InlineData(9_500, null)]
    [InlineData(10_000, null)]
    [InlineData(10_001, BidRefusal.AboveHighestPrice)]
    [InlineData(0, BidRefusal.BelowReservePrice)]
    public void Decide_Price_MustLieBetweenReserveAndHighest(long yen, BidRefusal? expected) =>
        Assert.Equal(expected, Decide(Request(yen)).Refusal);

    [Fact]
    public void Decide_Nothing_IsRefused() =>
        Assert.Equal(BidRefusal.QuantityNotPositive, Decide(Request(tokens: 0)).Refusal);

    [Fact]
    public void Decide_CitizenOrUnknown_IsRefused()
    {
        var request = Request();
        var citizen = request with { Bidder = request.Bidder with { IsProfessional = false } };
        var unknown = request with { Bidder = request.Bidder with { IsIdentityChecked = false } };
        Assert.Equal(BidRefusal.NotAnInstitution, Decide(citizen).Refusal);
        Assert.Equal(BidRefusal.IdentityNotChecked, Decide(unknown).Refusal);
    }

    [Fact]
    public void Decide_AllBidsTogether_StayWithin35PercentOfTheTokens()
    {
        // 35 % of 1,000 are 350; 300 stand at a lower price, so 50 are left whatever is bid for them.
        var standing = new StandingBid(Money.FromYen(9_500), Quantity.FromTokens(300));
        var request = Request(10_000, 51, 10_000_000) with { Standing = [standing] };
        var decision = Decide(request);
        Assert.Equal(BidRefusal.AboveProfessionalLimit, decision.Refusal);
        Assert.Equal(50, decision.NearestAllowed.Tokens);
        Assert.Null(Decide(request with { Quantity = Quantity.FromTokens(50) }).Refusal);
    }

    [Fact]
    public void Decide_EleventhBid_IsRefused()
    {
        var one = new StandingBid(Money.FromYen(9_500), Quantity.FromTokens(1));
        var request = Request(tokens: 1);
        Assert.Null(Decide(request with { Standing = [.. Enumerable.Repeat(one, 9)] }).Refusal);
        Assert.Equal(
            BidRefusal.TooManyBids, Decide(request with { Standing = [.. Enumerable.Repeat(one, 10)] }).Refusal);
    }

    [Fact]
    public void Decide_CashForOneStepOnly_NamesWhatItPaysFor()
    {
        // 999,999 yen are one step of 500,000: at 9,800 yen that pays for 51 tokens (499,800 yen), not for 52.
        var decision = Decide(Request(cashYen: 999_999));
        Assert.Equal(BidRefusal.CashTooLow, decision.Refusal);
        Assert.Equal(51, decision.NearestAllowed.Tokens);
        Assert.Null(Decide(Request(tokens: 51, cashYen: 999_999)).Refusal);
        Assert.Equal(BidRefusal.CashTooLow, Decide(Request(tokens: 52, cashYen: 999_999)).Refusal);
    }

    [Fact]
    public void Decide_MoreThanFitsANumber_IsRefusedAndNothingOverflows() =>
        Assert.Equal(BidRefusal.AboveProfessionalLimit, Decide(Request(tokens: long.MaxValue)).Refusal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 500_000)]
    [InlineData(500_000, 500_000)]
    [InlineData(500_001, 1_000_000)]
    public void Cover_AnyCost_IsTheNextWholeStep(long cost, long expected) =>
        Assert.Equal(
            Money.FromYen(expected), AuctionCover.For(Money.FromYen(cost), Money.FromYen(500_000)));

    [Fact]
    public void StepOf_SmallIssue_IsOneTokenAtLeast() =>
        Assert.Equal(Money.FromYen(10_000), AuctionCover.StepOf(Quantity.FromTokens(19), Money.FromYen(10_000)));

    private static BidDecision Decide(BidRequest request, DateTimeOffset? now = null) => BidRules.Decide(
        request, PhasedEntry.Default, now ?? Opens, DateOnly.FromDateTime((now ?? Opens).UtcDateTime));
}
