namespace CitizenBonds.Domain.Market;

/// <summary>
/// Finds the one price at which most is executed. Candidates are the limits in the book. In this order: 1. largest
/// executable volume; 2. smallest surplus; 3. where what is left stands on the buy side of every candidate the highest,
/// on the
/// sell side of every one the lowest; 4. nearest to the reference, at equal distance the higher; without a reference
/// the
/// highest. With market orders alone the price is the reference. Fills go to market orders first, then by price, then
/// by time.
/// </summary>
public static class CallAuction
{
    /// <param name="orders">Oldest first.</param>
    /// <param name="reference">Last price in ticks, or null when there is none.</param>
    /// <exception cref="OverflowException">The quantities of one side add up to more than a long holds.</exception>
    public static AuctionResult Clear(ReadOnlySpan<AuctionOrder> orders, long? reference)
    {
        var curve = AuctionCurve.Of(orders);
        var price = FindPrice(curve, reference);
        var fills = new long[orders.Length];
        if (price is { } found) Fill(orders, curve, found.Volume, fills);
        return new AuctionResult(price, fills);
    }

    private static AuctionPrice? FindPrice(AuctionCurve curve, long? reference)
    {
        var (demand, supply) = (curve.Total(OrderSide.Buy), curve.AtMarket(OrderSide.Sell));
        if (curve.Levels == 0)
        {
            var volume = Math.Min(demand, supply);
            return volume > 0 && reference is { } price ? new AuctionPrice(price, volume, demand - supply) : null;
        }
        var best = new Choice(reference);
        for (var level = 0; level < curve.Levels; level++)
        {
            var (buy, sell) = (curve.At(OrderSide.Buy, level), curve.At(OrderSide.Sell, level));
            if (buy + sell == 0) continue;
            supply += sell;
            best.Consider(curve.PriceAt(level), demand, supply);
            demand -= buy;
        }
        return best.Result();
    }

    /// <remarks>
    /// Orders are compared by <see cref="AuctionCurve.Rank"/>: above the marginal rank they are filled whole, at it by
    /// time.
    /// Without a branch on the side, which no processor can foresee.
    /// </remarks>
    private static void Fill(ReadOnlySpan<AuctionOrder> orders, AuctionCurve curve, long volume, Span<long> fills)
    {
        var (buyRank, buyLeft) = curve.Margin(OrderSide.Buy, volume);
        var (sellRank, sellLeft) = curve.Margin(OrderSide.Sell, volume);
        ReadOnlySpan<long> marginalRank = [buyRank, sellRank];
        Span<long> left = [buyLeft, sellLeft];
        for (var index = 0; index < orders.Length; index++)
        {
            ref readonly var order = ref orders[index];
            var side = (int)order.Side;
            var rank = AuctionCurve.Rank(order);
            if (rank == marginalRank[side])
            {
                fills[index] = Math.Min(order.Quantity, left[side]);
                left[side] -= fills[index];
                continue;
            }
            fills[index] = rank > marginalRank[side] ? order.Quantity : 0;
        }
    }

    /// <summary>The best candidate so far; candidates come with rising price.</summary>
    private struct Choice(long? reference)
    {
        private long _volume;
        private long _surplus;
        private long _lowest;
        private long _highest;
        private long _lowestSurplus;
        private long _highestSurplus;
        private long _nearest;
        private long _nearestSurplus;

        public void Consider(long price, long demand, long supply)
        {
            var volume = Math.Min(demand, supply);
            var signed = demand - supply;
            var surplus = Math.Abs(signed);
            if (volume == 0 || volume < _volume || (volume == _volume && surplus > _surplus)) return;
            if (volume > _volume || surplus < _surplus)
            {
                (_volume, _surplus) = (volume, surplus);
                (_lowest, _lowestSurplus) = (price, signed);
                (_nearest, _nearestSurplus) = (price, signed);
            }
            (_highest, _highestSurplus) = (price, signed);
            // Prices rise, so an equal distance belongs to the higher price.
            if (reference is not { } last || Distance(price, last) <= Distance(_nearest, last))
                (_nearest, _nearestSurplus) = (price, signed);
        }

        public readonly AuctionPrice? Result()
        {
            if (_volume == 0) return null;
            // Demand falls and supply rises with the price: the surplus changes sign at most once from low to high.
            if (_surplus > 0 && _highestSurplus > 0) return new(_highest, _volume, _highestSurplus);
            if (_surplus > 0 && _lowestSurplus < 0) return new(_lowest, _volume, _lowestSurplus);
            return new(_nearest, _volume, _nearestSurplus);
        }

        private static Int128 Distance(long left, long right) => Int128.Abs((Int128)left - right);
    }
}
