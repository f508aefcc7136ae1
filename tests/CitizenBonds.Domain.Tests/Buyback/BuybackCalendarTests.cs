using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Domain.Tests.Buyback;

public sealed class BuybackCalendarTests
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    [Fact]
    public void Moments_OverAHolidayWeekend_LieOnTradingDaysOnly()
    {
        // 30 October 2026 is a Friday, 2 November a Monday, 3 November Culture Day.
        var calendar = new BuybackCalendar(new DateOnly(2026, 10, 30), new DateOnly(2026, 11, 4), 2);

        var moments = calendar.Moments(BusinessCalendar.Japan, SessionSchedule.Default, Japan);

        // 09:15 and half the way to 15:25, 12:20, in Japan: 00:15 and 03:20 in UTC.
        Assert.Equal(
            [
                At(10, 30, 0, 15), At(10, 30, 3, 20), At(11, 2, 0, 15), At(11, 2, 3, 20), At(11, 4, 0, 15),
                At(11, 4, 3, 20),
            ],
            moments);
    }

    [Fact]
    public void Moments_OnAWeekend_AreNone() => Assert.Empty(
        new BuybackCalendar(new DateOnly(2026, 10, 31), new DateOnly(2026, 11, 1), 4)
            .Moments(BusinessCalendar.Japan, SessionSchedule.Default, Japan));

    private static DateTimeOffset At(int month, int day, int hour, int minute) =>
        new(2026, month, day, hour, minute, 0, TimeSpan.Zero);
}
