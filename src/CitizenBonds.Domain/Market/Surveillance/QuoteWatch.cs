namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>
/// Follows one market maker through a replay of a trading day. Only what may change the quote is looked at: own orders,
/// trades and steps of the day. Mutable, one thread.
/// </summary>
public sealed class QuoteWatch
{
    private readonly long _investor;
    private readonly QuoteObligation _obligation;
    private readonly Dictionary<long, (OrderSide Side, long Price)> _own = [];
    private DateTimeOffset? _since;
    private bool _isQuoting;

    /// <param name="run">Stands before the day: orders that rest from before count.</param>
    public QuoteWatch(SeriesRun run, long investor, QuoteObligation obligation)
    {
        (_investor, _obligation) = (investor, obligation);
        foreach (var order in run.Market.OpenOrders)
            if (order.Owner == investor) Add(order.Id, order.Side, order.Type, order.Limit);
        _isQuoting = IsQuoting(run);
    }

    public QuotePresence Presence { get; private set; }

    /// <summary>The time since the entry before belongs to the state before.</summary>
    internal void Before(SeriesRun run, DateTimeOffset at)
    {
        if (_since is { } since && at > since && run.State.Session.State == SessionState.Continuous)
            Presence += new QuotePresence(at - since, _isQuoting ? at - since : TimeSpan.Zero);
        _since = at;
    }

    internal void After(SeriesRun run, MarketEntry entry)
    {
        var isOwn = entry.InvestorId == _investor;
        if (isOwn && entry.Kind == MarketEntryKind.Place) Add(entry.Sequence, entry.Side, entry.Type, entry.Price);
        if (isOwn || entry.Kind == MarketEntryKind.Session || run.Market.Trades.Count > 0)
            _isQuoting = IsQuoting(run);
    }

    private void Add(long number, OrderSide side, OrderType type, long price)
    {
        if (type != OrderType.Market) _own[number] = (side, price);
    }

    private bool IsQuoting(SeriesRun run)
    {
        foreach (var number in _own.Keys.Where(number => run.Market.LeftOf(number) == 0).ToList()) _own.Remove(number);
        return _obligation.IsMetBy(Side(run, OrderSide.Buy), Side(run, OrderSide.Sell));
    }

    private IEnumerable<(long Price, long Tokens)> Side(SeriesRun run, OrderSide side) =>
        _own.Where(order => order.Value.Side == side)
            .Select(order => (order.Value.Price, run.Market.LeftOf(order.Key)));
}
