namespace CitizenBonds.Domain.Market;

/// <summary>Where a run stands; with the standing orders enough to go on from there.</summary>
/// <param name="Sequence">Of the last entry applied; zero before the first.</param>
/// <param name="Day">The trading day of the session; null before the first.</param>
/// <param name="PreviousClose">In yen: the last price of the trading day before, at first the issue price.</param>
/// <param name="LastPrice">In yen; null before the first trade.</param>
public sealed record SeriesRunState(
    long Sequence, Session Session, DateOnly? Day, long PreviousClose, long? LastPrice)
{
    /// <summary>Stopped by the operator: no auction and no trade until it is resumed.</summary>
    public bool IsHalted { get; init; }
}

/// <summary>
/// One series through all its days, driven by its log alone: the same entries give the same trades and ends. Deciding
/// what enters the log is <see cref="NextStep"/> and <see cref="HaltAfter"/>. Mutable, one thread.
/// </summary>
public sealed class SeriesRun
{
    private const long OrdersBeforeCompaction = 100_000;
    private readonly OrderRules _rules;
    private readonly SessionSchedule _schedule;
    private SeriesMarket _market;
    private long? _heldBack;
    private long _placed;

    /// <param name="standing">Orders still open, by id, each with what is left of it as its quantity.</param>
    public SeriesRun(
        SeriesRunState state, IEnumerable<SeriesOrder> standing, OrderRules rules, SessionSchedule schedule)
    {
        (State, _rules, _schedule) = (state, rules, schedule);
        _market = NewMarket([.. standing]);
        if (state.Session.State != SessionState.Continuous) return;
        _market.Uncross(state.LastPrice); // Nothing crosses where trading was continuous: this only ends the call.
        _market.ClearEvents();
    }

    public SeriesRunState State { get; private set; }

    public SeriesMarket Market => _market;

    /// <summary>The order just applied was stopped by a price limit; its rest waits for an auction.</summary>
    public bool WasHeldBack => _heldBack is not null;

    /// <summary>A run of a series in which nothing has happened yet.</summary>
    public static SeriesRun Start(long issuePriceYen, OrderRules rules, SessionSchedule schedule) =>
        new(new(0, Session.Closed, null, issuePriceYen, null), [], rules, schedule);

    /// <summary>Carries out one entry; what comes of it is added to the market's trades and ends.</summary>
    public void Apply(MarketEntry entry)
    {
        if (entry.Sequence != State.Sequence + 1)
            throw new ArgumentException($"{entry.Sequence} does not follow {State.Sequence}.", nameof(entry));
        State = State with { Sequence = entry.Sequence };
        _heldBack = null;
        var tradesBefore = _market.Trades.Count;
        switch (entry.Kind)
        {
            case MarketEntryKind.Place:
                _heldBack = _market.Place(entry.ToOrder());
                _placed++;
                break;
            case MarketEntryKind.Cancel:
                _market.Cancel(entry.OrderSequence);
                break;
            default:
                Step(entry);
                break;
        }

        if (_market.Trades.Count > tradesBefore) State = State with { LastPrice = _market.Trades[^1].Price };
        if (entry is { Kind: MarketEntryKind.Session, Session: SessionState.Closed }) Close(entry);
        if (_placed >= OrdersBeforeCompaction && State.Session.State == SessionState.Continuous) Compact();
    }

    /// <summary>The halt that the entry just applied makes necessary; null when there is none.</summary>
    /// <param name="now">Local time.</param>
    public MarketEntry? HaltAfter(TimeOnly now)
    {
        if (_heldBack is not { } price) return null;
        var session = State.Session;
        var halt = _rules.Limits.Decide(price, State.PreviousClose, session.HasPausedToday);
        return EntryOf(SessionSchedule.Halt(session, halt, _rules.Limits, now).Next, State.Day);
    }

    /// <summary>The next step of the day that is due; null when there is none. Ask again after applying it.</summary>
    /// <param name="today">Local day.</param>
    public MarketEntry? NextStep(DateOnly today, TimeOnly now, bool isTradingDay)
    {
        var session = State.Session;
        if (session.State == SessionState.Closed && HasOverdue(today, now))
            return EntryOf(session, now >= _schedule.CloseAt ? today : today.AddDays(-1));
        if (session.State != SessionState.Closed && State.Day < today) now = TimeOnly.MaxValue; // A day left open.
        if (State.IsHalted && FindHaltedStep(now, isTradingDay) is { } halted) return EntryOf(halted, DayOf(today));
        if (State.IsHalted) return null;
        var step = _schedule.Advance(session, now, isTradingDay);
        if (step.Next.State == session.State) return null;
        if (step.Action == SessionAction.AuctionThenContinuous && AuctionHalt(now) is { } halt)
            return EntryOf(halt, State.Day);
        return EntryOf(step.Next, DayOf(today));
    }

    /// <summary>The operator's halt: collect orders, trade nothing.</summary>
    public MarketEntry HaltEntry(DateOnly today) =>
        EntryOf(State.Session with { State = SessionState.Halted, PausedUntil = null }, DayOf(today));

    /// <summary>The end of the operator's halt: trading resumes by call auction after the given time.</summary>
    public MarketEntry ResumeEntry(DateOnly today, TimeOnly now, TimeSpan notice)
    {
        var until = now.Add(notice, out var daysPassed);
        var pause = new Session(
            SessionState.Paused, daysPassed == 0 ? until : TimeOnly.MaxValue, State.Session.HasPausedToday);
        return EntryOf(pause, DayOf(today));
    }

    /// <summary>Local time of the next step of an open day; null while closed.</summary>
    public TimeOnly? NextStepAt() => State.Session.State switch
    {
        SessionState.PreOpen => _schedule.OpenAt,
        SessionState.Continuous or SessionState.Stopped => _schedule.ClosingCallAt,
        SessionState.Paused => State.Session.PausedUntil < _schedule.ClosingCallAt
            ? State.Session.PausedUntil
            : _schedule.ClosingCallAt,
        SessionState.ClosingCall or SessionState.Halted => _schedule.CloseAt,
        _ => null,
    };

    /// <summary>Orders that rested overnight and whose last day ended without a trading day.</summary>
    private bool HasOverdue(DateOnly today, TimeOnly now)
    {
        var ended = now >= _schedule.CloseAt ? today : today.AddDays(-1);
        return _market.OpenOrders.Any(order => (order.GoodTill ?? State.Day) <= ended);
    }

    private DateOnly? DayOf(DateOnly today) => State.Session.State == SessionState.Closed ? today : State.Day;

    private Session? FindHaltedStep(TimeOnly now, bool isTradingDay)
    {
        var state = State.Session.State;
        if (state == SessionState.Closed && isTradingDay && now >= _schedule.PreOpenAt && now < _schedule.CloseAt)
            return new Session(SessionState.Halted, null, false);
        return state != SessionState.Closed && now >= _schedule.CloseAt ? Session.Closed : null;
    }

    /// <summary>An auction that would leave the allowed prices halts instead; the closing auction never does.</summary>
    private Session? AuctionHalt(TimeOnly now)
    {
        var session = State.Session;
        if (_market.Indicative(Reference) is not { } auction) return null;
        var halt = _rules.Limits.Decide(auction.Price, State.PreviousClose, session.HasPausedToday);
        return halt == PriceHalt.None ? null : SessionSchedule.Halt(session, halt, _rules.Limits, now).Next;
    }

    /// <summary>The price that decides between equal candidates of an auction, in yen.</summary>
    public long Reference => State.LastPrice ?? State.PreviousClose;

    private void Step(MarketEntry entry)
    {
        var from = State.Session;
        var isNewDay = from.State == SessionState.Closed && entry.Session != SessionState.Closed;
        if (isNewDay) StartDay();
        switch (entry.Session)
        {
            case SessionState.Continuous:
                _market.Uncross(Reference);
                break;
            case SessionState.Closed:
                if (from.State == SessionState.ClosingCall) _market.Uncross(Reference);
                break;
            default:
                _market.StartCall();
                break;
        }

        var hasPaused = entry.Session != SessionState.Closed && !isNewDay
            && (from.HasPausedToday || entry.Session == SessionState.Paused);
        State = State with
        {
            Session = new Session(entry.Session, entry.PausedUntil, hasPaused),
            Day = entry.Day,
            IsHalted = entry.Session == SessionState.Halted
                || (State.IsHalted && entry.Session == SessionState.Closed),
        };
        _market.Allowed = _rules.Limits.Allowed(State.PreviousClose, hasPaused);
    }

    private void StartDay()
    {
        _market = NewMarket([.. _market.OpenOrders]);
        _placed = 0;
    }

    private void Close(MarketEntry entry)
    {
        if (entry.Day is { } day) _market.Expire(day);
        State = State with { PreviousClose = Reference };
    }

    /// <summary>Lets go of what the book remembers of ended orders.</summary>
    private void Compact()
    {
        _market.StartCall();
        _market.Uncross(Reference);
        _placed = 0;
    }

    private SeriesMarket NewMarket(List<SeriesOrder> standing)
    {
        var (lowest, highest) = _rules.PricesAround(State.PreviousClose);
        foreach (var order in standing.Where(order => order.Type != OrderType.Market))
            (lowest, highest) = (Math.Min(lowest, order.Limit), Math.Max(highest, order.Limit));
        var market = new SeriesMarket(lowest, highest)
        {
            Allowed = _rules.Limits.Allowed(State.PreviousClose, State.Session.HasPausedToday),
        };
        foreach (var order in standing) market.Place(order);
        return market;
    }

    private MarketEntry EntryOf(Session next, DateOnly? day) => new()
    {
        Sequence = State.Sequence + 1,
        Kind = MarketEntryKind.Session,
        Session = next.State,
        PausedUntil = next.PausedUntil,
        Day = day,
    };
}
