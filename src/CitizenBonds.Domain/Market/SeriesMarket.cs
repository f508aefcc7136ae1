using System.Diagnostics;

namespace CitizenBonds.Domain.Market;

/// <summary>
/// One series through its trading day: collects orders while a call lasts, matches them in its auction, trades
/// continuously
/// in between. The caller keeps the clock (see <see cref="SessionSchedule"/>) and has asked <see cref="OrderRules"/>
/// before. Deterministic: the same calls give the same trades and ends. Mutable, one thread.
/// </summary>
public sealed class SeriesMarket
{
    private const int None = -1;
    private readonly long _lowestPrice;
    private readonly int _levels;
    private readonly Dictionary<long, Standing> _standing = [];
    private readonly List<SeriesTrade> _trades = [];
    private readonly List<SeriesOrderEnded> _ended = [];
    private readonly List<long> _idOfNumber = [];
    private List<long> _call = [];
    private OrderBook _book;

    /// <param name="lowestPrice">Lowest limit that can come, in ticks.</param>
    /// <param name="highestPrice">Highest limit that can come.</param>
    /// <remarks>Starts in a call with no orders.</remarks>
    public SeriesMarket(long lowestPrice, long highestPrice)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(highestPrice, lowestPrice);
        _lowestPrice = lowestPrice;
        _levels = checked((int)(highestPrice - lowestPrice + 1));
        _book = new OrderBook(_levels);
        IsCall = true;
    }

    /// <summary>True while orders are collected and not matched.</summary>
    public bool IsCall { get; private set; }

    /// <summary>
    /// Prices at which continuous trading goes on, both ends included; see <see cref="PriceLimits.Allowed"/>.
    /// </summary>
    public (long Lowest, long Highest) Allowed { get; set; } = (long.MinValue, long.MaxValue);

    /// <summary>Trades since the last <see cref="ClearEvents"/>, in order.</summary>
    public IReadOnlyList<SeriesTrade> Trades => _trades;

    /// <summary>Orders that ended unfilled since the last <see cref="ClearEvents"/>, in order.</summary>
    public IReadOnlyList<SeriesOrderEnded> Ended => _ended;

    public void ClearEvents()
    {
        _trades.Clear();
        _ended.Clear();
    }

    /// <returns>
    /// The price, in ticks, whose match was held back because it lies outside <see cref="Allowed"/>: a call has begun,
    /// what
    /// is left of a limit or market order waits for its auction, and the caller decides how long. Else null.
    /// </returns>
    public long? Place(SeriesOrder order)
    {
        if (!_standing.TryAdd(order.Id, new Standing(order, None, order.Quantity)))
            throw new ArgumentException($"Order {order.Id} was placed before.", nameof(order));
        if (IsCall)
        {
            if (order.Type is OrderType.ImmediateOrCancel or OrderType.FillOrKill) End(order.Id, OrderEnd.Killed);
            else _call.Add(order.Id);
            return null;
        }
        SetAllowed();
        _book.ClearTrades();
        _idOfNumber.Add(order.Id);
        var result = _book.Place(order.Side, order.Type, LevelOf(order), order.Quantity, order.Owner);
        foreach (ref readonly var trade in _book.Trades) Report(trade, order.Side);
        if (result.Left == 0) return null;
        _standing[order.Id] = new Standing(order, result.Number, result.Left);
        return result.End switch
        {
            PlaceEnd.Resting => null,
            PlaceEnd.RestDropped => End(order.Id, OrderEnd.Dropped),
            PlaceEnd.Killed => End(order.Id, OrderEnd.Killed),
            PlaceEnd.SelfTradePrevented => End(order.Id, OrderEnd.SelfTradePrevented),
            PlaceEnd.PriceLimitReached => HoldForCall(order),
            _ => throw new UnreachableException(),
        };
    }

    /// <returns>False when the order is unknown or has ended.</returns>
    public bool Cancel(long orderId)
    {
        if (!_standing.ContainsKey(orderId)) return false;
        End(orderId, OrderEnd.Cancelled);
        return true;
    }

    /// <summary>
    /// Stops matching and collects orders; those resting in the book take part in the order of their time.
    /// </summary>
    public void StartCall()
    {
        if (IsCall) return;
        IsCall = true;
        var held = _call; // Left over by a price limit: the newest.
        _call = [.. _idOfNumber.Where(id => _standing.TryGetValue(id, out var order) && order.Number != None)];
        _call.AddRange(held);
    }

    /// <summary>
    /// Runs the auction; what is left of limit orders goes on continuously, what is left of market orders is dropped.
    /// </summary>
    /// <param name="reference">Last price in ticks, or null.</param>
    public AuctionPrice? Uncross(long? reference)
    {
        if (!IsCall) throw new InvalidOperationException("No call is running.");
        var ids = _call.Where(_standing.ContainsKey).ToList();
        var orders = ids.ConvertAll(AuctionOrderOf);
        var result = CallAuction.Clear(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(orders), reference);
        if (result.Price is { } price) Pair(ids, orders, result.Fills, price.Price);
        Restart(ids);
        return result.Price;
    }

    /// <summary>Ends orders whose last day is <paramref name="today"/> or before; called after the close.</summary>
    public void Expire(DateOnly today)
    {
        var expired = _standing.Values
            .Where(standing => standing.Order.GoodTill is not { } last || last <= today)
            .Select(standing => standing.Order.Id).Order().ToList();
        foreach (var id in expired) End(id, OrderEnd.Expired);
    }

    /// <summary>What is left of an order; zero when it is unknown or has ended.</summary>
    public long LeftOf(long orderId) => _standing.TryGetValue(orderId, out var order) ? order.Left : 0;

    /// <summary>Tokens wanted and offered by price in ticks, best first; while trading is continuous.</summary>
    public IEnumerable<(long Price, long Quantity)> Depth(OrderSide side, int levelsMax)
    {
        var level = side == OrderSide.Buy ? _book.BestBid : _book.BestAsk;
        for (var shown = 0; shown < levelsMax && level >= 0 && level < _book.Levels; shown++)
        {
            yield return (_lowestPrice + level, _book.TotalAt(level));
            level = side == OrderSide.Buy ? _book.NextLevelBelow(level) : _book.NextLevelAbove(level);
        }
    }

    /// <summary>Orders that have not ended, by id, each with what is left of it as its quantity.</summary>
    public IEnumerable<SeriesOrder> OpenOrders =>
        _standing.Values.OrderBy(standing => standing.Order.Id)
            .Select(standing => standing.Order with { Quantity = standing.Left });

    /// <summary>What the auction of the running call would give now; null when nothing would trade.</summary>
    /// <param name="reference">Last price in ticks, or null.</param>
    public AuctionPrice? Indicative(long? reference)
    {
        if (!IsCall) throw new InvalidOperationException("No call is running.");
        var orders = _call.Where(_standing.ContainsKey).Select(AuctionOrderOf).ToArray();
        return orders.Length == 0 ? null : CallAuction.Clear(orders, reference).Price;
    }

    private AuctionOrder AuctionOrderOf(long id)
    {
        var standing = _standing[id];
        return new(standing.Order.Side, standing.Order.AuctionLimit, standing.Left);
    }

    /// <summary>Joins buyers and sellers of an auction, each side by price and time.</summary>
    private void Pair(List<long> ids, List<AuctionOrder> orders, IReadOnlyList<long> fills, long price)
    {
        var filled = Enumerable.Range(0, ids.Count).Where(index => fills[index] > 0)
            .OrderByDescending(index => AuctionCurve.Rank(orders[index])).ToLookup(index => orders[index].Side);
        var (buys, sells) = (filled[OrderSide.Buy].ToList(), filled[OrderSide.Sell].ToList());
        var left = fills.ToArray();
        for (var (buy, sell) = (0, 0); buy < buys.Count && sell < sells.Count;)
        {
            var quantity = Math.Min(left[buys[buy]], left[sells[sell]]);
            _trades.Add(new SeriesTrade(ids[buys[buy]], ids[sells[sell]], price, quantity, IsAuction: true));
            left[buys[buy]] -= quantity;
            left[sells[sell]] -= quantity;
            if (left[buys[buy]] == 0) buy++;
            if (sell < sells.Count && left[sells[sell]] == 0) sell++;
        }
        for (var index = 0; index < ids.Count; index++) Reduce(ids[index], fills[index]);
    }

    private void Restart(List<long> ids)
    {
        IsCall = false;
        _call = [];
        _idOfNumber.Clear();
        _book = new OrderBook(_levels, Math.Max(1024, 2 * ids.Count));
        foreach (var id in ids)
        {
            if (!_standing.TryGetValue(id, out var standing)) continue;
            if (standing.Order.Type == OrderType.Market)
            {
                End(id, OrderEnd.Dropped);
                continue;
            }
            // Nothing crosses after an auction, so every order rests.
            var order = standing.Order;
            var result = _book.Place(order.Side, OrderType.Limit, LevelOf(order), standing.Left, order.Owner);
            _idOfNumber.Add(id);
            _standing[id] = standing with { Number = result.Number };
        }
    }

    private void Report(in BookTrade trade, OrderSide takerSide)
    {
        var (taker, maker) = (_idOfNumber[trade.Taker], _idOfNumber[trade.Maker]);
        var (buy, sell) = takerSide == OrderSide.Buy ? (taker, maker) : (maker, taker);
        _trades.Add(new SeriesTrade(buy, sell, _lowestPrice + trade.Level, trade.Quantity, IsAuction: false));
        Reduce(taker, trade.Quantity);
        Reduce(maker, trade.Quantity);
    }

    private void Reduce(long id, long quantity)
    {
        var standing = _standing[id];
        if (standing.Left == quantity) _standing.Remove(id);
        else _standing[id] = standing with { Left = standing.Left - quantity };
    }

    private long? End(long id, OrderEnd end)
    {
        _standing.Remove(id, out var standing);
        if (standing.Number != None) _book.Cancel(standing.Number);
        _ended.Add(new SeriesOrderEnded(id, end, standing.Left));
        return null;
    }

    private long? HoldForCall(SeriesOrder order)
    {
        var price = _lowestPrice + (order.Side == OrderSide.Buy ? _book.BestAsk : _book.BestBid);
        if (order.Type == OrderType.ImmediateOrCancel)
        {
            End(order.Id, OrderEnd.Dropped);
        }
        else
        {
            _standing[order.Id] = _standing[order.Id] with { Number = None };
            _call.Add(order.Id);
        }
        StartCall();
        return price;
    }

    private void SetAllowed()
    {
        // One level beyond either end stands for "no price is allowed".
        var beyond = _lowestPrice + _levels;
        _book.LowestAllowed = (int)(Math.Clamp(Allowed.Lowest, _lowestPrice, beyond) - _lowestPrice);
        _book.HighestAllowed = (int)(Math.Clamp(Allowed.Highest, _lowestPrice - 1, beyond - 1) - _lowestPrice);
    }

    private int LevelOf(SeriesOrder order) =>
        order.Type == OrderType.Market ? 0 : checked((int)(order.Limit - _lowestPrice));

    /// <param name="Number">In the book; -1 while the order waits for an auction.</param>
    private readonly record struct Standing(SeriesOrder Order, int Number, long Left);
}
