using CitizenBonds.Domain.Market;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>
/// The rules of the continuous book said as plainly as possible: one list, searched from the start each time.
/// </summary>
internal sealed class ReferenceBook(int levels)
{
    private readonly List<Resting> _resting = [];
    private int _count;

    public List<BookTrade> Trades { get; } = [];

    public IEnumerable<(int Number, long Left)> Standing => _resting.Select(order => (order.Number, order.Left));

    public PlaceEnd Place(OrderSide side, OrderType type, int level, long quantity, int owner)
    {
        var number = _count++;
        var limit = type != OrderType.Market ? level : side == OrderSide.Buy ? levels - 1 : 0;
        var (trades, left, isOwn) = Match(number, side, limit, quantity, owner);
        if (type == OrderType.FillOrKill && left > 0) return PlaceEnd.Killed;
        Trades.AddRange(trades);
        foreach (var trade in trades)
        {
            var maker = _resting.FindIndex(order => order.Number == trade.Maker);
            _resting[maker] = _resting[maker] with { Left = _resting[maker].Left - trade.Quantity };
        }
        _resting.RemoveAll(order => order.Left == 0);
        if (left == 0) return PlaceEnd.Filled;
        if (isOwn) return PlaceEnd.SelfTradePrevented;
        if (type != OrderType.Limit) return PlaceEnd.RestDropped;
        _resting.Add(new Resting(number, side, level, left, owner));
        return PlaceEnd.Resting;
    }

    public long Cancel(int number)
    {
        var found = _resting.Find(order => order.Number == number);
        _resting.RemoveAll(order => order.Number == number);
        return found.Left;
    }

    private (List<BookTrade> Trades, long Left, bool IsOwn) Match(
        int taker, OrderSide side, int limit, long left, int owner)
    {
        var isBuy = side == OrderSide.Buy;
        var makers = _resting
            .Where(order => order.Side != side && (isBuy ? order.Level <= limit : order.Level >= limit))
            .OrderBy(order => isBuy ? order.Level : -order.Level).ThenBy(order => order.Number);
        var trades = new List<BookTrade>();
        foreach (var maker in makers)
        {
            if (left == 0) break;
            if (maker.Owner == owner && owner != OrderBook.NoOwner) return (trades, left, true);
            var quantity = Math.Min(left, maker.Left);
            trades.Add(new BookTrade(taker, maker.Number, maker.Level, quantity));
            left -= quantity;
        }
        return (trades, left, false);
    }

    private readonly record struct Resting(int Number, OrderSide Side, int Level, long Left, int Owner);
}
