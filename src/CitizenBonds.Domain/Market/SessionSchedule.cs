namespace CitizenBonds.Domain.Market;

/// <summary>Where a series stands in its trading day.</summary>
public enum SessionState
{
    Closed,

    /// <summary>Orders are collected for the opening auction.</summary>
    PreOpen,
    Continuous,

    /// <summary>Paused by the first price limit; orders are collected for the auction that reopens.</summary>
    Paused,

    /// <summary>Stopped by the second price limit; orders are collected for the closing auction.</summary>
    Stopped,

    /// <summary>Orders are collected for the closing auction.</summary>
    ClosingCall,

    /// <summary>Stopped by the operator; orders are collected, nothing trades until it is resumed.</summary>
    Halted,
}

/// <summary>What the engine has to do when the state changes.</summary>
public enum SessionAction
{
    None,

    /// <summary>Collect orders; what rests in the book takes part.</summary>
    StartCall,

    /// <summary>Run the auction and go on continuously with what is left.</summary>
    AuctionThenContinuous,

    /// <summary>Run the auction and close.</summary>
    AuctionThenClose,
}

/// <param name="PausedUntil">End of a pause in local time; null unless paused.</param>
/// <param name="HasPausedToday">The first price limit has worked on this day.</param>
public readonly record struct Session(SessionState State, TimeOnly? PausedUntil, bool HasPausedToday)
{
    public static Session Closed => default;
}

/// <param name="Next">State after the step.</param>
/// <param name="Action">What the step makes the engine do.</param>
public readonly record struct SessionStep(Session Next, SessionAction Action);

/// <summary>
/// The calendar of a trading day in local time: closed, pre-open, opening auction, continuous, closing call, closing
/// auction, closed. Times are starts; each must be later than the one before.
/// </summary>
public sealed record SessionSchedule
{
    public TimeOnly PreOpenAt { get; init; } = new(8, 0);

    public TimeOnly OpenAt { get; init; } = new(9, 0);

    public TimeOnly ClosingCallAt { get; init; } = new(15, 25);

    public TimeOnly CloseAt { get; init; } = new(15, 30);

    public static SessionSchedule Default { get; } = new();

    /// <summary>
    /// The next step due at this time. Call again until the action is none and the state no longer changes.
    /// </summary>
    /// <param name="isTradingDay">A business day of the market's calendar.</param>
    public SessionStep Advance(Session session, TimeOnly now, bool isTradingDay) => session.State switch
    {
        SessionState.Closed when isTradingDay && now >= PreOpenAt && now < CloseAt =>
            new(new(SessionState.PreOpen, null, false), SessionAction.StartCall),
        SessionState.PreOpen when now >= OpenAt =>
            new(session with { State = SessionState.Continuous }, SessionAction.AuctionThenContinuous),
        SessionState.Continuous when now >= ClosingCallAt =>
            new(session with { State = SessionState.ClosingCall }, SessionAction.StartCall),
        SessionState.Paused when now >= ClosingCallAt => ToClosingCall(session),
        SessionState.Paused when now >= session.PausedUntil =>
            new(session with { State = SessionState.Continuous, PausedUntil = null },
                SessionAction.AuctionThenContinuous),
        SessionState.Stopped when now >= ClosingCallAt => ToClosingCall(session),
        SessionState.ClosingCall when now >= CloseAt => new(Session.Closed, SessionAction.AuctionThenClose),
        _ => new(session, SessionAction.None),
    };

    /// <summary>The step when a match would have reached a price limit.</summary>
    public static SessionStep Halt(Session session, PriceHalt halt, PriceLimits limits, TimeOnly now) => halt switch
    {
        PriceHalt.Pause => new(
            new(SessionState.Paused, PauseEnd(now, limits.Pause), HasPausedToday: true), SessionAction.StartCall),
        PriceHalt.UntilClosingCall => new(
            new(SessionState.Stopped, null, session.HasPausedToday), SessionAction.StartCall),
        _ => new(session, SessionAction.None),
    };

    /// <remarks>A pause that would pass midnight ends with the day, which has its closing call before.</remarks>
    private static TimeOnly PauseEnd(TimeOnly now, TimeSpan pause)
    {
        var end = now.Add(pause, out var daysPassed);
        return daysPassed == 0 ? end : TimeOnly.MaxValue;
    }

    /// <remarks>Orders are being collected already; they stay.</remarks>
    private static SessionStep ToClosingCall(Session session) =>
        new(session with { State = SessionState.ClosingCall, PausedUntil = null }, SessionAction.None);
}
