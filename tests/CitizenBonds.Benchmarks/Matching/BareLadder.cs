using CitizenBonds.Domain.Market;

namespace CitizenBonds.Benchmarks.Matching;

/// <summary>
/// The yardstick: the least a price-time ladder can be. Arrays of numbers, linked by index, best prices found by
/// walking.
/// No order types, no owners, no price limits, no checks; trades are only counted.
/// </summary>
internal sealed class BareLadder(int levels, int orders)
{
    private readonly int[] _first = Filled(levels);
    private readonly int[] _last = Filled(levels);
    private readonly int[] _next = new int[orders];
    private readonly int[] _previous = new int[orders];
    private readonly int[] _level = new int[orders];
    private readonly long[] _left = new long[orders];
    private int _bid = -1;
    private int _ask = levels;
    private int _count;

    public long Traded { get; private set; }

    public long Trades { get; private set; }

    public void Run(ReadOnlySpan<Message> messages)
    {
        foreach (ref readonly var message in messages)
        {
            if (message.Kind == MessageKind.Cancel) Cancel(message.Target);
            else Place(message);
        }
    }

    private void Place(in Message message)
    {
        var number = _count++;
        var isMarket = message.Kind == MessageKind.Market;
        var isBuy = message.Side == OrderSide.Buy;
        var limit = isMarket ? (isBuy ? _first.Length - 1 : 0) : message.Level;
        var left = message.Quantity;
        while (left > 0 && (isBuy ? _ask <= limit : _bid >= limit)) left = Take(isBuy ? _ask : _bid, left);
        if (left == 0 || isMarket) return;
        _left[number] = left;
        _level[number] = limit;
        _next[number] = -1;
        _previous[number] = _last[limit];
        if (_last[limit] >= 0) _next[_last[limit]] = number;
        else _first[limit] = number;
        _last[limit] = number;
        if (isBuy && limit > _bid) _bid = limit;
        if (!isBuy && limit < _ask) _ask = limit;
    }

    private long Take(int level, long left)
    {
        var number = _first[level];
        while (number >= 0 && left > 0)
        {
            var quantity = Math.Min(left, _left[number]);
            left -= quantity;
            _left[number] -= quantity;
            Traded += quantity;
            Trades++;
            if (_left[number] == 0) number = _next[number];
        }
        _first[level] = number;
        if (number >= 0) _previous[number] = -1;
        else _last[level] = -1;
        if (number < 0) Walk(level);
        return left;
    }

    private void Cancel(int number)
    {
        if (_left[number] == 0) return;
        _left[number] = 0;
        var level = _level[number];
        if (_previous[number] >= 0) _next[_previous[number]] = _next[number];
        else _first[level] = _next[number];
        if (_next[number] >= 0) _previous[_next[number]] = _previous[number];
        else _last[level] = _previous[number];
        if (_first[level] < 0) Walk(level);
    }

    private void Walk(int level)
    {
        if (level == _bid)
            while (_bid >= 0 && _first[_bid] < 0) _bid--;
        else if (level == _ask)
            while (_ask < _first.Length && _first[_ask] < 0) _ask++;
    }

    private static int[] Filled(int length)
    {
        var array = new int[length];
        Array.Fill(array, -1);
        return array;
    }
}
