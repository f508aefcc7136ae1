using CitizenBonds.Domain.Market;

namespace CitizenBonds.Domain.Tests.Market;

public sealed class SessionTests
{
    private static readonly SessionSchedule Schedule = SessionSchedule.Default;

    [Fact]
    public void Advance_AWholeDay_PassesThroughEveryState()
    {
        var session = Session.Closed;
        var seen = new List<(string, SessionState, SessionAction)>();
        foreach (var time in new[] { "07:59", "08:00", "08:59", "09:00", "15:24", "15:25", "15:29", "15:30", "15:31" })
        {
            var step = Schedule.Advance(session, TimeOnly.Parse(time, null), isTradingDay: true);
            if (step.Next != session) seen.Add((time, step.Next.State, step.Action));
            session = step.Next;
        }
        Assert.Equal(
            [
                ("08:00", SessionState.PreOpen, SessionAction.StartCall),
                ("09:00", SessionState.Continuous, SessionAction.AuctionThenContinuous),
                ("15:25", SessionState.ClosingCall, SessionAction.StartCall),
                ("15:30", SessionState.Closed, SessionAction.AuctionThenClose),
            ],
            seen);
    }

    [Fact]
    public void Advance_HolidayOrAfterTheClose_StaysClosed()
    {
        Assert.Equal(Session.Closed, Schedule.Advance(Session.Closed, new TimeOnly(10, 0), isTradingDay: false).Next);
        Assert.Equal(Session.Closed, Schedule.Advance(Session.Closed, new TimeOnly(15, 30), isTradingDay: true).Next);
    }

    [Fact]
    public void Halt_FirstLimit_PausesForHalfAnHourAndReopensByAuction()
    {
        var trading = new Session(SessionState.Continuous, null, HasPausedToday: false);
        var halted = SessionSchedule.Halt(trading, PriceHalt.Pause, PriceLimits.Default, new TimeOnly(10, 0));
        Assert.Equal(SessionAction.StartCall, halted.Action);
        Assert.Equal(SessionAction.None, Schedule.Advance(halted.Next, new TimeOnly(10, 29), true).Action);
        var reopened = Schedule.Advance(halted.Next, new TimeOnly(10, 30), true);
        Assert.Equal(SessionAction.AuctionThenContinuous, reopened.Action);
        Assert.Equal(new Session(SessionState.Continuous, null, HasPausedToday: true), reopened.Next);
    }

    [Theory]
    [InlineData(PriceHalt.Pause)]
    [InlineData(PriceHalt.UntilClosingCall)]
    public void Halt_LateInTheDay_RunsIntoTheClosingCall(PriceHalt halt)
    {
        var trading = new Session(SessionState.Continuous, null, HasPausedToday: false);
        var halted = SessionSchedule.Halt(trading, halt, PriceLimits.Default, new TimeOnly(15, 10)).Next;
        var step = Schedule.Advance(halted, new TimeOnly(15, 25), true);
        Assert.Equal((SessionState.ClosingCall, SessionAction.None), (step.Next.State, step.Action));
    }

    [Theory]
    [InlineData(10_999, false, PriceHalt.None)]
    [InlineData(11_000, false, PriceHalt.Pause)] // 10 % of 10,000.
    [InlineData(9_000, false, PriceHalt.Pause)]
    [InlineData(9_001, false, PriceHalt.None)]
    [InlineData(11_000, true, PriceHalt.None)]
    [InlineData(11_999, true, PriceHalt.None)]
    [InlineData(12_000, true, PriceHalt.UntilClosingCall)]
    [InlineData(8_000, false, PriceHalt.UntilClosingCall)]
    public void Decide_AgainstAPreviousCloseOf10000_HaltsAtTheLimits(long price, bool hasPaused, PriceHalt halt)
    {
        Assert.Equal(halt, PriceLimits.Default.Decide(price, 10_000, hasPaused));
        var (lowest, highest) = PriceLimits.Default.Allowed(10_000, hasPaused);
        Assert.Equal(halt == PriceHalt.None, price >= lowest && price <= highest);
    }

    [Fact]
    public void Allowed_EveryPriceAroundAnOddClose_AgreesWithDecide()
    {
        for (var price = 1L; price < 300; price++)
        {
            foreach (var hasPaused in new[] { false, true })
            {
                var (lowest, highest) = PriceLimits.Default.Allowed(137, hasPaused);
                var isAllowed = price >= lowest && price <= highest;
                Assert.Equal(PriceLimits.Default.Decide(price, 137, hasPaused) == PriceHalt.None, isAllowed);
            }
        }
    }
}
