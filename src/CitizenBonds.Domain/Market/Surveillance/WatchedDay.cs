namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>One trading day of one series as the rules of surveillance look at it.</summary>
public sealed record WatchedDay
{
    /// <summary>In yen: the price the day began with.</summary>
    public required long PreviousClose { get; init; }

    /// <summary>When the calls before the closing auction began; null when the day had none.</summary>
    public required DateTimeOffset? ClosingCallAt { get; init; }

    /// <summary>Placed on the day, oldest first.</summary>
    public required IReadOnlyList<WatchedOrder> Orders { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<TimedTrade> Trades { get; init; }

    /// <summary>Replays the entries and watches what they do.</summary>
    /// <param name="run">Stands before the first of them; afterwards behind the last.</param>
    /// <param name="tradesBefore">Number of the last trade before.</param>
    /// <param name="watches">Told of every step.</param>
    public static WatchedDay Of(
        SeriesRun run, IEnumerable<TimedEntry> entries, long tradesBefore, IReadOnlyList<QuoteWatch> watches)
    {
        var owners = run.Market.OpenOrders.ToDictionary(order => order.Id, order => (long)order.Owner);
        var placed = new List<(MarketEntry Entry, DateTimeOffset At)>();
        var cancelled = new Dictionary<long, DateTimeOffset>();
        var trades = new List<TimedTrade>();
        var previousClose = run.State.PreviousClose;
        DateTimeOffset? closingCallAt = null;
        foreach (var (entry, at) in entries)
        {
            foreach (var watch in watches) watch.Before(run, at);
            run.Apply(entry);
            switch (entry)
            {
                case { Kind: MarketEntryKind.Place }:
                    owners[entry.Sequence] = entry.InvestorId;
                    placed.Add((entry, at));
                    break;
                case { Kind: MarketEntryKind.Cancel }:
                    cancelled[entry.OrderSequence] = at;
                    break;
                case { Session: SessionState.ClosingCall }:
                    closingCallAt = at;
                    break;
            }

            foreach (var trade in run.Market.Trades)
            {
                trades.Add(new TimedTrade(
                    ++tradesBefore, trade.BuyOrder, trade.SellOrder, owners[trade.BuyOrder], owners[trade.SellOrder],
                    trade.Price, trade.Quantity, trade.IsAuction, at));
            }

            foreach (var watch in watches) watch.After(run, entry);
            run.Market.ClearEvents();
        }

        return new WatchedDay
        {
            PreviousClose = previousClose,
            ClosingCallAt = closingCallAt,
            Orders = OrdersOf(placed, cancelled, trades),
            Trades = trades,
        };
    }

    private static List<WatchedOrder> OrdersOf(
        List<(MarketEntry Entry, DateTimeOffset At)> placed, Dictionary<long, DateTimeOffset> cancelled,
        List<TimedTrade> trades)
    {
        var filled = new Dictionary<long, long>();
        foreach (var trade in trades)
        {
            filled[trade.BuyOrder] = filled.GetValueOrDefault(trade.BuyOrder) + trade.Quantity;
            filled[trade.SellOrder] = filled.GetValueOrDefault(trade.SellOrder) + trade.Quantity;
        }

        return placed.ConvertAll(order => new WatchedOrder(
            order.Entry.Sequence, order.Entry.InvestorId, order.Entry.Side, order.Entry.Price, order.Entry.Quantity,
            filled.GetValueOrDefault(order.Entry.Sequence), order.At,
            cancelled.TryGetValue(order.Entry.Sequence, out var at) ? at : null));
    }
}
