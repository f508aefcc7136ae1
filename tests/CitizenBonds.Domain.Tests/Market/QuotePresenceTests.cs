using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>A market maker, person 1, and a trader, person 2, on one day; trading is continuous from 9:00 to 15:25.
/// </summary>
public sealed class QuotePresenceTests
{
    private static readonly DateOnly Day = new(2026, 3, 3);
    private static readonly QuoteObligation Promise = new(
        Rate.FromPercent(2), Quantity.FromTokens(10), Rate.FromPercent(80));

    [Theory]
    [InlineData(9_900, 10_100, 10, 10, true)] // 200 of 10,000 is 2 %.
    [InlineData(9_899, 10_100, 10, 10, false)] // 201 of 9,999.5.
    [InlineData(9_950, 10_050, 10, 9, false)]
    [InlineData(9_950, 10_050, 9, 10, false)]
    public void IsMetBy_AtTheLimits(long bid, long ask, long bidTokens, long askTokens, bool isMet) =>
        Assert.Equal(isMet, Promise.IsMetBy([(bid, bidTokens)], [(ask, askTokens)]));

    [Theory]
    [InlineData(9_900, true)] // Six at 9,950 and four more at 9,900: the size is reached at 9,900.
    [InlineData(9_899, false)]
    public void IsMetBy_SeveralPrices_CountsWhereTheSizeIsReached(long secondBid, bool isMet) =>
        Assert.Equal(isMet, Promise.IsMetBy([(secondBid, 4), (9_950, 6)], [(10_100, 20)]));

    [Fact]
    public void Presence_OfADay_IsTheTimeBothSidesStood()
    {
        TimedEntry[] entries =
        [
            Step(1, SessionState.PreOpen, 8, 0),
            Place(2, 1, OrderSide.Buy, 9_950, 10, 8, 30), // Before continuous trading nothing counts.
            Step(3, SessionState.Continuous, 9, 0),
            Place(4, 1, OrderSide.Sell, 10_050, 10, 10, 0), // Both sides stand from here,
            Place(5, 2, OrderSide.Buy, 10_050, 1, 11, 0), // to here: one is bought, nine are too few.
            Place(6, 1, OrderSide.Sell, 10_060, 1, 11, 30), // Ten again, from here
            Cancel(7, 1, 2, 13, 0), // to here.
            Step(8, SessionState.ClosingCall, 15, 25),
            Step(9, SessionState.Closed, 15, 30),
        ];
        var run = SeriesRun.Start(10_000, OrderRules.Default, SessionSchedule.Default);
        var watch = new QuoteWatch(run, investor: 1, Promise);

        var day = WatchedDay.Of(run, entries, tradesBefore: 7, [watch]);

        Assert.Equal(new TimeSpan(6, 25, 0), watch.Presence.Session);
        Assert.Equal(new TimeSpan(2, 30, 0), watch.Presence.Quoted); // 10:00-11:00 and 11:30-13:00.
        Assert.Equal(150 * 1_000_000 / 385, watch.Presence.Share!.Value.PerMillion); // Minutes: 150 of 385.
        var trade = Assert.Single(day.Trades);
        Assert.Equal((8L, 2L, 1L, 10_050L), (trade.Number, trade.Buyer, trade.Seller, trade.Price));
        Assert.Equal(At(15, 25), day.ClosingCallAt);
        Assert.Equal(At(13, 0), day.Orders.Single(order => order.Number == 2).CancelledAt);
        Assert.Equal(1, day.Orders.Single(order => order.Number == 4).Filled);
    }

    [Fact]
    public void Presence_QuoteFromTheDayBefore_CountsFromTheStart()
    {
        var standing = new SeriesOrder[]
        {
            new(1, OrderSide.Buy, OrderType.Limit, 9_950, 10, Owner: 1, Day),
            new(2, OrderSide.Sell, OrderType.Limit, 10_050, 10, Owner: 1, Day),
        };
        var run = new SeriesRun(
            new SeriesRunState(2, Session.Closed, Day.AddDays(-1), 10_000, null), standing, OrderRules.Default,
            SessionSchedule.Default);
        var watch = new QuoteWatch(run, investor: 1, Promise);

        WatchedDay.Of(
            run,
            [
                Step(3, SessionState.PreOpen, 8, 0), Step(4, SessionState.Continuous, 9, 0),
                Step(5, SessionState.ClosingCall, 15, 25), Step(6, SessionState.Closed, 15, 30),
            ],
            tradesBefore: 0, [watch]);

        Assert.Equal(1_000_000, watch.Presence.Share!.Value.PerMillion);
    }

    private static TimedEntry Step(long sequence, SessionState session, int hour, int minute) => new(
        new MarketEntry { Sequence = sequence, Kind = MarketEntryKind.Session, Session = session, Day = Day },
        At(hour, minute));

    private static TimedEntry Place(
        long sequence, long investor, OrderSide side, long price, long quantity, int hour, int minute) => new(
        new MarketEntry
        {
            Sequence = sequence, Kind = MarketEntryKind.Place, InvestorId = investor, Side = side, Price = price,
            Quantity = quantity,
        },
        At(hour, minute));

    private static TimedEntry Cancel(long sequence, long investor, long order, int hour, int minute) => new(
        new MarketEntry
        {
            Sequence = sequence, Kind = MarketEntryKind.Cancel, InvestorId = investor, OrderSequence = order,
        },
        At(hour, minute));

    private static DateTimeOffset At(int hour, int minute) =>
        new DateTimeOffset(Day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(9)).ToUniversalTime();
}
