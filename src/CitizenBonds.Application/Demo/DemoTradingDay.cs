using CitizenBonds.Application.Time;

namespace CitizenBonds.Application.Demo;

/// <summary>One day of the demonstration's market.</summary>
/// <param name="Number">From zero.</param>
/// <param name="CallAt">When orders for the opening auction come.</param>
/// <param name="TradeAt">When orders come to the running market.</param>
/// <param name="IsLast">Every bond is quoted, for whoever looks at the market first.</param>
internal sealed record DemoTradingDay(
    int Number, DateOnly Day, DateTimeOffset CallAt, DateTimeOffset TradeAt, bool IsLast)
{
    private const int CallMinutes = -20;

    /// <summary>A time of the day at the portal.</summary>
    public DateTimeOffset At(int hour, int minute) =>
        PortalTime.OpeningOf(Day).AddMinutes((60 * (hour - PortalTime.OpeningHour)) + minute);

    /// <param name="minutes">From the opening to the orders of the day.</param>
    public static DemoTradingDay On(int number, DateOnly day, int minutes, bool isLast)
    {
        var opening = PortalTime.OpeningOf(day);
        return new DemoTradingDay(
            number, day, opening.AddMinutes(CallMinutes), opening.AddMinutes(minutes), isLast);
    }
}
