using CitizenBonds.Domain.Market;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>A bond issued at 10,000 yen, from Wednesday 1 April 2026 on, by the portal's hours and limits.</summary>
public sealed class SeriesRunTests
{
    private static readonly DateOnly Wednesday = new(2026, 4, 1);
    private static readonly DateOnly Thursday = new(2026, 4, 2);
    private static readonly DateOnly Sunday = new(2026, 4, 5);
    private readonly SeriesRun _run = SeriesRun.Start(10_000, OrderRules.Default, SessionSchedule.Default);

    [Fact]
    public void NextStep_AWholeDay_OpensByAuctionAndTakesTheLastPriceAsTheClose()
    {
        Assert.Null(_run.NextStep(Wednesday, new(7, 59), isTradingDay: true));
        Step(Wednesday, 8, 0, SessionState.PreOpen);
        Buy(10_020, 5);
        Sell(9_980, 3);
        Assert.Empty(_run.Market.Trades);
        Assert.Null(_run.NextStep(Wednesday, new(8, 59), isTradingDay: true));

        Step(Wednesday, 9, 0, SessionState.Continuous);

        // Three tokens trade at either limit; two buyers are left at both, so the higher one is the price.
        Assert.Equal([new SeriesTrade(2, 3, 10_020, 3, IsAuction: true)], _run.Market.Trades);
        Step(Wednesday, 15, 25, SessionState.ClosingCall);
        Step(Wednesday, 15, 30, SessionState.Closed);
        Assert.Equal((10_020, 10_020), (_run.State.PreviousClose, _run.State.LastPrice));
        Assert.Equal([new SeriesOrderEnded(2, OrderEnd.Expired, 2)], _run.Market.Ended);
        Assert.Null(_run.NextStep(Wednesday, new(15, 31), isTradingDay: true));
    }

    [Fact]
    public void HaltAfter_TenPercent_PausesAndReopensByAuction()
    {
        Open(Wednesday);
        Sell(11_000, 2); // 10 % above 10,000: not at this price without a halt.
        Buy(11_000, 2);
        Assert.True(_run.WasHeldBack);
        Apply(_run.HaltAfter(new(10, 0)));
        Assert.Equal((SessionState.Paused, new TimeOnly(10, 30)), StandsAt());
        Sell(10_900, 1);
        Assert.Empty(_run.Market.Trades);
        Assert.Null(_run.NextStep(Wednesday, new(10, 29), isTradingDay: true));

        Step(Wednesday, 10, 30, SessionState.Continuous);

        // Two wanted up to 11,000; offered one from 10,900, two more from 11,000, where most is traded.
        Assert.Equal(
            [new SeriesTrade(4, 6, 11_000, 1, IsAuction: true), new SeriesTrade(4, 3, 11_000, 1, IsAuction: true)],
            _run.Market.Trades);
    }

    [Fact]
    public void HaltAfter_TwentyPercent_StopsUntilTheClosingAuctionWhichIsHeldToNoLimit()
    {
        Open(Wednesday);
        Sell(12_000, 2);
        Buy(12_000, 2);
        Apply(_run.HaltAfter(new(10, 0)));
        Assert.Equal(SessionState.Stopped, _run.State.Session.State);
        Assert.Null(_run.NextStep(Wednesday, new(15, 24), isTradingDay: true));
        Step(Wednesday, 15, 25, SessionState.ClosingCall);
        Step(Wednesday, 15, 30, SessionState.Closed);
        Assert.Equal([new SeriesTrade(4, 3, 12_000, 2, IsAuction: true)], _run.Market.Trades);
        Assert.Equal(12_000, _run.State.PreviousClose);
    }

    [Fact]
    public void NextStep_OpeningAuctionBeyondTheLimit_PausesInsteadOfOpening()
    {
        Step(Wednesday, 8, 0, SessionState.PreOpen);
        Buy(11_500, 2);
        Sell(11_500, 2);

        Step(Wednesday, 9, 0, SessionState.Paused);
        Assert.Empty(_run.Market.Trades);
        Step(Wednesday, 9, 30, SessionState.Continuous); // 15 % is under the second limit.
        Assert.Equal([new SeriesTrade(2, 3, 11_500, 2, IsAuction: true)], _run.Market.Trades);
    }

    [Fact]
    public void HaltEntry_ByTheOperator_LastsOverNightUntilItIsResumed()
    {
        Open(Wednesday);
        Apply(_run.HaltEntry(Wednesday));
        _run.Apply(Order(OrderSide.Buy, 10_000, 2) with { GoodTill = Thursday });
        _run.Apply(Order(OrderSide.Sell, 10_000, 2) with { GoodTill = Thursday });
        Assert.Empty(_run.Market.Trades);
        Step(Wednesday, 15, 30, SessionState.Closed); // Without an auction.
        Assert.Empty(_run.Market.Trades);
        Step(Thursday, 8, 0, SessionState.Halted);
        Assert.True(_run.State.IsHalted);
        Assert.Null(_run.NextStep(Thursday, new(12, 0), isTradingDay: true));

        Apply(_run.ResumeEntry(Thursday, new(12, 0), TimeSpan.FromMinutes(5)));
        Assert.Equal((SessionState.Paused, new TimeOnly(12, 5)), StandsAt());
        Step(Thursday, 12, 5, SessionState.Continuous);
        Assert.Equal([new SeriesTrade(4, 5, 10_000, 2, IsAuction: true)], _run.Market.Trades);
    }

    [Fact]
    public void NextStep_DayLeftOpen_IsClosedBeforeTheNextBegins()
    {
        Open(Wednesday);
        var steps = new List<(DateOnly?, SessionState)>();
        while (_run.NextStep(Thursday, new(8, 30), isTradingDay: true) is { } step)
        {
            Apply(step);
            steps.Add((step.Day, step.Session));
        }

        Assert.Equal(
            [
                (Wednesday, SessionState.ClosingCall), (Wednesday, SessionState.Closed),
                (Thursday, SessionState.PreOpen),
            ],
            steps);
    }

    [Fact]
    public void NextStep_OrderWhoseLastDayIsASunday_EndsThatDayWithoutTrading()
    {
        Open(Wednesday);
        _run.Apply(Order(OrderSide.Buy, 9_900, 2) with { GoodTill = Sunday });
        Step(Wednesday, 15, 25, SessionState.ClosingCall);
        Step(Wednesday, 15, 30, SessionState.Closed);
        Assert.Empty(_run.Market.Ended);
        Assert.Null(_run.NextStep(Sunday, new(15, 29), isTradingDay: false));

        Step(Sunday, 15, 30, SessionState.Closed, isTradingDay: false);

        Assert.Equal([new SeriesOrderEnded(3, OrderEnd.Expired, 2)], _run.Market.Ended);
    }

    [Fact]
    public void Apply_GapInTheLog_Throws() =>
        Assert.Throws<ArgumentException>(
            () => _run.Apply(Order(OrderSide.Buy, 10_000, 1) with { Sequence = 2 }));

    private void Open(DateOnly day)
    {
        Step(day, 8, 0, SessionState.PreOpen);
        Step(day, 9, 0, SessionState.Continuous);
    }

    private void Step(DateOnly day, int hour, int minute, SessionState expected, bool isTradingDay = true)
    {
        Apply(_run.NextStep(day, new(hour, minute), isTradingDay));
        Assert.Equal(expected, _run.State.Session.State);
    }

    private void Apply(MarketEntry? entry)
    {
        Assert.NotNull(entry);
        _run.Market.ClearEvents();
        _run.Apply(entry);
    }

    private void Buy(long limit, long quantity) => _run.Apply(Order(OrderSide.Buy, limit, quantity));

    private void Sell(long limit, long quantity) => _run.Apply(Order(OrderSide.Sell, limit, quantity));

    private (SessionState State, TimeOnly? Until) StandsAt() =>
        (_run.State.Session.State, _run.State.Session.PausedUntil);

    /// <summary>Everybody is somebody else.</summary>
    private MarketEntry Order(OrderSide side, long limit, long quantity) => new()
    {
        Sequence = _run.State.Sequence + 1,
        Kind = MarketEntryKind.Place,
        InvestorId = _run.State.Sequence + 1,
        Side = side,
        Type = OrderType.Limit,
        Price = limit,
        Quantity = quantity,
    };
}
