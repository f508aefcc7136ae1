namespace CitizenBonds.Domain.Market;

/// <summary>
/// Quantities by limit. Levels are every tick of a narrow range, or the distinct limits of a wide one.
/// </summary>
internal sealed class AuctionCurve
{
    /// <summary>Limits spread over fewer ticks are counted tick by tick; wider ones are sorted.</summary>
    private const long SpreadMax = 1 << 20;

    private readonly long _lowest;
    private readonly long[]? _prices;
    private readonly long[] _quantities; // Of a level: buy at 2 · level, sell beside it.
    private readonly long[] _atMarket = new long[2];

    private AuctionCurve(long lowest, int levels, long[]? prices)
    {
        _lowest = lowest;
        _prices = prices;
        _quantities = new long[2 * levels];
    }

    public int Levels => _quantities.Length / 2;

    public static AuctionCurve Of(ReadOnlySpan<AuctionOrder> orders)
    {
        var (lowest, highest, smallest) = (long.MaxValue, long.MinValue, long.MaxValue);
        foreach (ref readonly var order in orders)
        {
            smallest = Math.Min(smallest, order.Quantity);
            if (order.IsAtMarket) continue;
            lowest = Math.Min(lowest, order.Limit);
            highest = Math.Max(highest, order.Limit);
        }
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smallest, nameof(orders));
        var curve = WithLevels(orders, lowest, highest);
        foreach (ref readonly var order in orders) curve.Add(order);
        _ = curve.Total(OrderSide.Sell); // Throws when it does not fit; the other side is always asked for.
        return curve;
    }

    /// <summary>
    /// A number that is higher for the order with the better claim; the highest of all for market orders.
    /// </summary>
    public static long Rank(in AuctionOrder order) =>
        // The complement of a limit falls as the limit rises, which is what sellers compete by.
        order.IsAtMarket ? long.MaxValue : order.Limit ^ -(long)order.Side;

    public long PriceAt(int level) => _prices is null ? _lowest + level : _prices[level];

    public long At(OrderSide side, int level) => _quantities[(2 * level) + (int)side];

    public long AtMarket(OrderSide side) => _atMarket[(int)side];

    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public long Total(OrderSide side)
    {
        var total = AtMarket(side);
        for (var level = 0; level < Levels; level++) total = checked(total + At(side, level));
        return total;
    }

    /// <param name="volume">Above zero, at most the total of the side.</param>
    /// <returns>The rank of the last orders that receive something, and how much all of that rank receive.</returns>
    public (long Rank, long Quantity) Margin(OrderSide side, long volume)
    {
        if (volume <= AtMarket(side)) return (long.MaxValue, volume);
        var left = volume - AtMarket(side);
        var isBuy = side == OrderSide.Buy;
        for (var step = 0; step < Levels; step++)
        {
            var level = isBuy ? Levels - 1 - step : step;
            var here = At(side, level);
            if (here >= left) return (Rank(new AuctionOrder(side, PriceAt(level), here)), left);
            left -= here;
        }
        throw new ArgumentOutOfRangeException(nameof(volume), volume, "more than the side holds");
    }

    private static AuctionCurve WithLevels(ReadOnlySpan<AuctionOrder> orders, long lowest, long highest)
    {
        if (lowest > highest) return new(0, 0, []);
        if ((Int128)highest - lowest < SpreadMax) return new(lowest, (int)(highest - lowest) + 1, null);
        var limits = new HashSet<long>();
        foreach (ref readonly var order in orders)
            if (!order.IsAtMarket) limits.Add(order.Limit);
        return new(0, limits.Count, [.. limits.Order()]);
    }

    private void Add(in AuctionOrder order)
    {
        if (order.IsAtMarket)
        {
            _atMarket[(int)order.Side] = checked(_atMarket[(int)order.Side] + order.Quantity);
            return;
        }
        var level = _prices is null ? (int)(order.Limit - _lowest) : Array.BinarySearch(_prices, order.Limit);
        ref var quantity = ref _quantities[(2 * level) + (int)order.Side];
        quantity = checked(quantity + order.Quantity);
    }
}
