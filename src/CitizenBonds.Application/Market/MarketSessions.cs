using CitizenBonds.Application.Time;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Market;

/// <summary>
/// The session a series is in now. A series nobody traded in has made no steps; the calendar says where it stands.
/// </summary>
internal static class MarketSessions
{
    public static Session At(MarketSeriesRow row, MarketRules rules, bool isTradedToday, DateTimeOffset now)
    {
        var (today, time) = (PortalTime.DayOf(now), LocalTime(now));
        var isToday = row.Session != SessionState.Closed && row.SessionDay == today;
        if (row.IsHalted && isToday) return new Session(SessionState.Halted, null, row.HasPausedToday);
        var session = isToday ? new Session(row.Session, row.PausedUntil, row.HasPausedToday) : Session.Closed;
        var wasClosedToday = row.Session == SessionState.Closed && row.SessionDay == today;
        var isTradingDay = rules.Calendar.IsBusinessDay(today) && isTradedToday && !wasClosedToday;
        while (rules.Schedule.Advance(session, time, isTradingDay).Next is var next && next.State != session.State)
            session = next;
        var isHalted = row.IsHalted && session.State != SessionState.Closed;
        return isHalted ? new Session(SessionState.Halted, null, false) : session;
    }

    /// <returns>Null while closed or halted by the operator.</returns>
    public static DateTimeOffset? EndOf(Session session, MarketRules rules, DateTimeOffset now)
    {
        var schedule = rules.Schedule;
        TimeOnly? end = session.State switch
        {
            SessionState.PreOpen => schedule.OpenAt,
            SessionState.Continuous or SessionState.Stopped => schedule.ClosingCallAt,
            SessionState.Paused => session.PausedUntil,
            SessionState.ClosingCall => schedule.CloseAt,
            _ => null,
        };
        return end is { } time ? MomentOn(PortalTime.DayOf(now), time) : null;
    }

    public static DateTimeOffset MomentOn(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), PortalTime.Offset).ToUniversalTime();

    public static TimeOnly LocalTime(DateTimeOffset now) =>
        TimeOnly.FromDateTime(now.ToOffset(PortalTime.Offset).DateTime);
}
