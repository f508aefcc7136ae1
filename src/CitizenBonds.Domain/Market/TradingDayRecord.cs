namespace CitizenBonds.Domain.Market;

/// <summary>One call auction of a day with everything its price follows from.</summary>
/// <param name="Reference">In yen.</param>
/// <param name="Orders">Oldest first; each with what was left of it.</param>
public sealed record RecordedAuction(int Part, long Reference, IReadOnlyList<SeriesOrder> Orders);

/// <summary>One message of a continuous session.</summary>
/// <param name="Order">Null: the order named by <paramref name="OrderId"/> is cancelled.</param>
public sealed record RecordedMessage(long OrderId, SeriesOrder? Order);

/// <summary>
/// One stretch of continuous trading: first the orders that the auction before it left standing, then what came.
/// </summary>
public sealed record RecordedSession(int Part, IReadOnlyList<RecordedMessage> Messages);

/// <summary>One trade and the part of the day it belongs to.</summary>
public sealed record RecordedTrade(int Part, SeriesTrade Trade);

/// <summary>
/// A trading day cut into auctions and stretches of continuous trading, in the order of their parts, each of which can
/// be recomputed alone by anybody. An order whose next match would have left the price limits appears in its session
/// as immediate-or-cancel up to the limit, which is what it did there; its rest stands in the auction that follows.
/// </summary>
public sealed record TradingDayRecord
{
    public required IReadOnlyList<RecordedAuction> Auctions { get; init; }

    public required IReadOnlyList<RecordedSession> Sessions { get; init; }

    public required IReadOnlyList<RecordedTrade> Trades { get; init; }

    /// <param name="log">From the first entry of the series on.</param>
    public static TradingDayRecord Of(
        IEnumerable<MarketEntry> log, DateOnly day, long issuePriceYen, OrderRules rules, SessionSchedule schedule) =>
        Of(SeriesRun.Start(issuePriceYen, rules, schedule), log, day);

    /// <param name="run">Stands before the first entry of the log.</param>
    public static TradingDayRecord Of(SeriesRun run, IEnumerable<MarketEntry> log, DateOnly day)
    {
        var recorder = new Recorder();
        foreach (var entry in log)
        {
            var isOfDay = (entry.Day ?? run.State.Day) == day;
            if (isOfDay) recorder.Before(run, entry);
            run.Apply(entry);
            if (isOfDay) recorder.After(run, entry);
            run.Market.ClearEvents();
        }

        return recorder.ToRecord();
    }

    private sealed class Recorder
    {
        private readonly List<RecordedAuction> _auctions = [];
        private readonly List<RecordedSession> _sessions = [];
        private readonly List<RecordedTrade> _trades = [];
        private List<RecordedMessage>? _messages; // Of the running session; null during a call.
        private int _part;

        public void Before(SeriesRun run, MarketEntry entry)
        {
            if (entry.Kind != MarketEntryKind.Session) return;
            EndSession();
            var isAuction = entry.Session == SessionState.Continuous
                || (entry.Session == SessionState.Closed && run.State.Session.State == SessionState.ClosingCall);
            if (!isAuction) return;
            _part++;
            _auctions.Add(new RecordedAuction(_part, run.Reference, [.. run.Market.OpenOrders]));
        }

        public void After(SeriesRun run, MarketEntry entry)
        {
            var part = _messages is null ? _part : _part + 1;
            _trades.AddRange(run.Market.Trades.Select(trade => new RecordedTrade(part, trade)));
            if (entry is { Kind: MarketEntryKind.Session, Session: SessionState.Continuous })
                _messages = [.. run.Market.OpenOrders.Select(order => new RecordedMessage(order.Id, order))];
            else if (_messages is not null && entry.Kind == MarketEntryKind.Place)
                _messages.Add(new RecordedMessage(entry.Sequence, AsItActed(run, entry)));
            else if (_messages is not null && entry.Kind == MarketEntryKind.Cancel)
                _messages.Add(new RecordedMessage(entry.OrderSequence, null));
        }

        public TradingDayRecord ToRecord()
        {
            EndSession();
            return new TradingDayRecord { Auctions = _auctions, Sessions = _sessions, Trades = _trades };
        }

        private void EndSession()
        {
            if (_messages is null) return;
            _part++;
            _sessions.Add(new RecordedSession(_part, _messages));
            _messages = null;
        }

        private static SeriesOrder AsItActed(SeriesRun run, MarketEntry entry)
        {
            var order = entry.ToOrder();
            if (!run.WasHeldBack) return order;
            var (lowest, highest) = run.Market.Allowed;
            var isBuy = order.Side == OrderSide.Buy;
            var bound = isBuy ? highest : lowest;
            var limit = order.Type == OrderType.Market
                ? bound
                : isBuy ? Math.Min(bound, order.Limit) : Math.Max(bound, order.Limit);
            return order with { Type = OrderType.ImmediateOrCancel, Limit = limit };
        }
    }
}
