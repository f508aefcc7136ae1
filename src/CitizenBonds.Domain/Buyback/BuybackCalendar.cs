using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Domain.Buyback;

/// <summary>
/// When a programme looks at the market: so many times on each trading day, equally far apart, the first a quarter of
/// an hour after the opening auction, so that the day has a price.
/// </summary>
/// <param name="FirstDay">Included.</param>
/// <param name="LastDay">Included.</param>
/// <param name="SlicesPerDay">1 to 48.</param>
public sealed record BuybackCalendar(DateOnly FirstDay, DateOnly LastDay, int SlicesPerDay)
{
    public const int SlicesPerDayMax = 48;
    public const int DaysMax = 366;
    private static readonly TimeSpan AfterOpening = TimeSpan.FromMinutes(15);

    /// <summary>In order; empty when no day of the span is a trading day.</summary>
    /// <param name="offset">Of the market's clock from UTC.</param>
    public IReadOnlyList<DateTimeOffset> Moments(
        BusinessCalendar calendar, SessionSchedule schedule, TimeSpan offset)
    {
        var moments = new List<DateTimeOffset>();
        for (var day = FirstDay; day <= LastDay; day = day.AddDays(1))
        {
            if (!calendar.IsBusinessDay(day)) continue;
            var open = new DateTimeOffset(day.ToDateTime(schedule.OpenAt), offset) + AfterOpening;
            var close = new DateTimeOffset(day.ToDateTime(schedule.ClosingCallAt), offset);
            moments.AddRange(
                BuybackController.Slices(open, close, SlicesPerDay).Select(moment => moment.ToUniversalTime()));
        }

        return moments;
    }
}
