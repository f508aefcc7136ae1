using System.Runtime.InteropServices;

namespace CitizenBonds.Domain.Market;

/// <summary>
/// The continuous book of one series: price, then time. Prices are levels, 0 the lowest; the caller knows what each
/// level
/// means. Deterministic: the same calls give the same trades. Mutable, one thread. Nothing is allocated as long as
/// orders
/// and trades stay within the capacities given; beyond, the arrays double.
/// </summary>
/// <remarks>
/// Buy orders stand below sell orders, so one row of levels and one set of bits serve both sides. An order is a slot in
/// an array, its number the index; the orders of a level are a list of numbers, oldest first.
/// </remarks>
public sealed class OrderBook
{
    /// <summary>Owner of orders that are never checked for trading with themselves.</summary>
    public const int NoOwner = 0;

    /// <summary>More tokens in one order are refused: no issue has as many, and sums stay far from overflow.</summary>
    public const long QuantityMax = 1_000_000_000_000;

    private const int None = -1;
    private readonly LevelQueue[] _levels;
    private readonly LevelSet _occupied;
    private Slot[] _orders;
    private BookTrade[] _trades;
    private int _orderCount;
    private int _tradeCount;

    /// <param name="levels">Number of price levels, one or more.</param>
    /// <param name="orderCapacity">Orders before the first growth.</param>
    /// <param name="tradeCapacity">Trades between two calls of <see cref="ClearTrades"/> before the first
    /// growth.</param>
    public OrderBook(int levels, int orderCapacity = 1024, int tradeCapacity = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(levels);
        _levels = new LevelQueue[levels];
        Array.Fill(_levels, new LevelQueue { First = None, Last = None });
        _occupied = new LevelSet(levels);
        _orders = new Slot[Math.Max(1, orderCapacity)];
        _trades = new BookTrade[Math.Max(1, tradeCapacity)];
        BestBid = None;
        BestAsk = levels;
        HighestAllowed = levels - 1;
    }

    public int Levels => _levels.Length;

    /// <summary>Level of the best buy order; -1 when there is none.</summary>
    public int BestBid { get; private set; }

    /// <summary>Level of the best sell order; <see cref="Levels"/> when there is none.</summary>
    public int BestAsk { get; private set; }

    /// <summary>No match below this level; see <see cref="PlaceEnd.PriceLimitReached"/>.</summary>
    public int LowestAllowed { get; set; }

    /// <summary>No match above this level.</summary>
    public int HighestAllowed { get; set; }

    /// <summary>Orders placed so far; the number of the next one.</summary>
    public int OrderCount => _orderCount;

    /// <summary>Matches since the last <see cref="ClearTrades"/>. Valid until the next change.</summary>
    public ReadOnlySpan<BookTrade> Trades => _trades.AsSpan(0, _tradeCount);

    public void ClearTrades() => _tradeCount = 0;

    /// <param name="level">Limit of the order, 0 to Levels − 1; ignored for a market order.</param>
    /// <param name="quantity">Whole tokens, 1 to <see cref="QuantityMax"/>.</param>
    /// <param name="owner">Orders of the same owner do not trade with each other.</param>
    public PlaceResult Place(OrderSide side, OrderType type, int level, long quantity, int owner = NoOwner)
    {
        if (type == OrderType.Market) level = side == OrderSide.Buy ? _levels.Length - 1 : 0;
        else if (!IsIndex(level, _levels.Length)) throw new ArgumentOutOfRangeException(nameof(level), level, null);
        if (quantity is <= 0 or > QuantityMax) throw new ArgumentOutOfRangeException(nameof(quantity), quantity, null);
        var number = NextNumber();
        if (type == OrderType.FillOrKill && !CanFill(side, level, quantity, owner))
            return new(number, PlaceEnd.Killed, quantity);
        var left = side == OrderSide.Buy
            ? TakeAsks(number, level, quantity, owner, out var stopped)
            : TakeBids(number, level, quantity, owner, out stopped);
        if (left == 0) return new(number, PlaceEnd.Filled, 0);
        if (stopped != PlaceEnd.Filled) return new(number, stopped, left);
        if (type != OrderType.Limit) return new(number, PlaceEnd.RestDropped, left);
        Rest(number, side, level, left, owner);
        return new(number, PlaceEnd.Resting, left);
    }

    /// <returns>The quantity taken out of the book; zero when the order is unknown or finished.</returns>
    public long Cancel(int number)
    {
        if (!IsIndex(number, _orderCount)) return 0;
        ref var order = ref _orders[number];
        var left = order.Left;
        if (left == 0) return 0;
        order.Left = 0;
        ref var queue = ref _levels[order.Level];
        queue.Total -= left;
        if (order.Previous == None) queue.First = order.Next;
        else _orders[order.Previous].Next = order.Next;
        if (order.Next == None) queue.Last = order.Previous;
        else _orders[order.Next].Previous = order.Previous;
        if (queue.First == None) Vacate(order.Level);
        return left;
    }

    /// <summary>What is left of a resting order; zero when it is unknown or finished.</summary>
    public long LeftOf(int number) => IsIndex(number, _orderCount) ? _orders[number].Left : 0;

    /// <summary>Tokens resting at a level.</summary>
    public long TotalAt(int level) => _levels[level].Total;

    /// <summary>The next occupied level above, or <see cref="Levels"/>.</summary>
    public int NextLevelAbove(int level) => _occupied.Above(level, _levels.Length);

    /// <summary>The next occupied level below, or -1.</summary>
    public int NextLevelBelow(int level) => _occupied.Below(level, None);

    /// <summary>Numbers of the orders resting at a level, oldest first.</summary>
    public IEnumerable<int> OrdersAt(int level)
    {
        for (var number = _levels[level].First; number != None; number = _orders[number].Next) yield return number;
    }

    private long TakeAsks(int taker, int limit, long left, int owner, out PlaceEnd stopped)
    {
        stopped = PlaceEnd.Filled;
        while (left > 0 && BestAsk <= limit)
        {
            if (BestAsk > HighestAllowed || BestAsk < LowestAllowed)
            {
                stopped = PlaceEnd.PriceLimitReached;
                return left;
            }
            left = TakeLevel(taker, BestAsk, left, owner, out var isOwn);
            if (isOwn)
            {
                stopped = PlaceEnd.SelfTradePrevented;
                return left;
            }
        }
        return left;
    }

    private long TakeBids(int taker, int limit, long left, int owner, out PlaceEnd stopped)
    {
        stopped = PlaceEnd.Filled;
        while (left > 0 && BestBid >= limit)
        {
            if (BestBid > HighestAllowed || BestBid < LowestAllowed)
            {
                stopped = PlaceEnd.PriceLimitReached;
                return left;
            }
            left = TakeLevel(taker, BestBid, left, owner, out var isOwn);
            if (isOwn)
            {
                stopped = PlaceEnd.SelfTradePrevented;
                return left;
            }
        }
        return left;
    }

    /// <summary>Matches against one level, oldest first, and vacates it when it is used up.</summary>
    private long TakeLevel(int taker, int level, long left, int owner, out bool isOwn)
    {
        isOwn = false;
        ref var queue = ref _levels[level];
        var number = queue.First;
        while (true)
        {
            ref var maker = ref _orders[number];
            if (maker.Owner == owner && owner != NoOwner)
            {
                isOwn = true;
                break;
            }
            var quantity = Math.Min(left, maker.Left);
            AddTrade(new BookTrade(taker, number, level, quantity));
            left -= quantity;
            queue.Total -= quantity;
            maker.Left -= quantity;
            if (maker.Left > 0) break;
            number = maker.Next;
            if (number == None || left == 0) break;
        }
        queue.First = number;
        if (number != None)
        {
            _orders[number].Previous = None;
            return left;
        }
        queue.Last = None;
        Vacate(level);
        return left;
    }

    /// <summary>True when the whole quantity could be matched now without meeting an order of the same owner.</summary>
    private bool CanFill(OrderSide side, int limit, long quantity, int owner)
    {
        var isBuy = side == OrderSide.Buy;
        var level = isBuy ? BestAsk : BestBid;
        while (isBuy ? level <= Math.Min(limit, HighestAllowed) : level >= Math.Max(limit, LowestAllowed))
        {
            if (level < LowestAllowed || level > HighestAllowed) return false;
            for (var number = _levels[level].First; number != None; number = _orders[number].Next)
            {
                ref readonly var maker = ref _orders[number];
                if (maker.Owner == owner && owner != NoOwner) return false;
                quantity -= Math.Min(quantity, maker.Left);
                if (quantity == 0) return true;
            }
            level = isBuy ? NextLevelAbove(level) : NextLevelBelow(level);
        }
        return false;
    }

    private void Rest(int number, OrderSide side, int level, long left, int owner)
    {
        ref var queue = ref _levels[level];
        var last = queue.Last;
        _orders[number] = new Slot { Left = left, Next = None, Previous = last, Level = level, Owner = owner };
        queue.Last = number;
        queue.Total += left;
        if (last != None)
        {
            _orders[last].Next = number;
            return;
        }
        queue.First = number;
        _occupied.Add(level);
        if (side == OrderSide.Buy) BestBid = Math.Max(BestBid, level);
        else BestAsk = Math.Min(BestAsk, level);
    }

    private void Vacate(int level)
    {
        _occupied.Remove(level);
        if (level == BestBid) BestBid = _occupied.Below(level, None);
        else if (level == BestAsk) BestAsk = _occupied.Above(level, _levels.Length);
    }

    private static bool IsIndex(int value, int length) => unchecked((uint)value < (uint)length);

    private int NextNumber()
    {
        if (_orderCount == _orders.Length) Array.Resize(ref _orders, checked(_orders.Length * 2));
        return _orderCount++;
    }

    private void AddTrade(BookTrade trade)
    {
        if (_tradeCount == _trades.Length) Array.Resize(ref _trades, checked(_trades.Length * 2));
        _trades[_tradeCount++] = trade;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public long Left;
        public int Next;
        public int Previous;
        public int Level;
        public int Owner;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct LevelQueue
    {
        public long Total;
        public int First;
        public int Last;
    }
}
