using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>
/// Multiple-price reverse auction of the central bank. Retail sellers come first, at the average accepted price, by a
/// common
/// ceiling when they offer more than their leg. Competitive offers are ranked by price relative to the reference of
/// their
/// series, cheapest first, and each is paid its own price; at the margin all are cut pro rata, rounded down. May buy
/// less
/// than announced; never more tokens or money.
/// </summary>
public static class ReverseAuction
{
    /// <param name="retail">Holders who take the average price: offer id and quantity, of the first series
    /// listed.</param>
    /// <param name="seed">For the draw of the retail leg; see <see cref="VerifiableDraw"/>.</param>
    public static ReverseAuctionOutcome Clear(
        ReverseAuctionRules rules,
        IReadOnlyList<RetailBid> retail,
        IReadOnlyList<SellOffer> offers,
        ReadOnlySpan<byte> seed)
    {
        var retailLeg = AllotRetail(rules, retail, seed);
        var retailTokens = retailLeg.Allotted.Tokens;
        // The average is not known yet; no accepted price is above the ceiling, so that much money is enough.
        var retailBudget = (Int128)retailTokens * CeilingOf(rules.Series[0], rules.Tolerance);
        var accepted = new long[offers.Count];
        var margin = Accept(
            RankedOffers(rules, offers, retailTokens), rules.TokensMax.Tokens - retailTokens,
            rules.BudgetMax.MinorUnits - retailBudget, accepted);
        var (average, retailPrice) = AverageOf(rules, offers, accepted);
        return new ReverseAuctionOutcome
        {
            Purchases =
            [
                .. offers.Select((offer, index) =>
                    new Purchase(offer.Id, Quantity.FromTokens(accepted[index]), offer.Price)),
            ],
            RetailPurchases =
            [
                .. retailLeg.Allotments.Select(allotment => new Purchase(
                    allotment.ApplicationId,
                    retailPrice is null ? Quantity.Zero : allotment.Quantity,
                    retailPrice ?? Money.Zero)),
            ],
            Offered = offers.Aggregate(Int128.Zero, (sum, offer) => sum + offer.Quantity.Tokens),
            AveragePrice = average,
            Marginal = margin.Offer,
            MarginalAllocation = margin.Allocation,
        };
    }

    private static AllotmentResult AllotRetail(
        ReverseAuctionRules rules, IReadOnlyList<RetailBid> retail, ReadOnlySpan<byte> seed)
    {
        var most = Quantity.Min(Quantity.Min(rules.RetailMax, rules.TokensMax), rules.Series[0].Room);
        var affordable = rules.BudgetMax.MinorUnits / CeilingOf(rules.Series[0], rules.Tolerance);
        var sale = new SaleRules
        {
            Supply = Quantity.Min(most, Quantity.FromTokens(Math.Max(0, affordable))),
            Minimum = Quantity.FromTokens(1),
            Multiple = Quantity.FromTokens(1),
        };
        var applications = retail.Select(offer => new SaleApplication(offer.Id, offer.Quantity, false)).ToList();
        return FixedPriceAllotment.Allot(sale, applications, seed);
    }

    /// <summary>
    /// Offers that count, cheapest relative to their reference first, then by time, cut to their series' room.
    /// </summary>
    private static List<RankedOffer> RankedOffers(
        ReverseAuctionRules rules, IReadOnlyList<SellOffer> offers, long retailTokens)
    {
        var seriesById = rules.Series.ToDictionary(series => series.Id, StringComparer.Ordinal);
        var room = rules.Series.ToDictionary(series => series.Id, series => series.Room.Tokens, StringComparer.Ordinal);
        room[rules.Series[0].Id] -= retailTokens;
        var ranked = offers.Select((offer, index) => (offer, index))
            .Where(pair => seriesById.TryGetValue(pair.offer.SeriesId, out var series)
                && pair.offer.Price > Money.Zero
                && pair.offer.Price.MinorUnits <= CeilingOf(series, rules.Tolerance))
            .Select(pair => new RankedOffer(
                pair.index, pair.offer,
                seriesById[pair.offer.SeriesId].Reference.MinorUnits, pair.offer.Quantity.Tokens))
            .ToList();
        ranked.Sort();
        var counted = new List<RankedOffer>(ranked.Count);
        foreach (var offer in ranked)
        {
            ref var left = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(
                room, offer.Offer.SeriesId);
            var size = Math.Min(offer.Size, left);
            if (size <= 0) continue;
            left -= size;
            counted.Add(offer with { Size = size });
        }
        return counted;
    }

    private static (SellOffer? Offer, Rate Allocation) Accept(
        List<RankedOffer> ranked, long tokensLeft, Int128 moneyLeft, long[] accepted)
    {
        SellOffer? marginal = null;
        for (var start = 0; start < ranked.Count;)
        {
            var end = start + 1;
            while (end < ranked.Count && ranked[end].RanksWith(ranked[start])) end++;
            var level = ranked[start..end];
            var tokens = level.Aggregate(Int128.Zero, (sum, offer) => sum + offer.Size);
            var cost = level.Aggregate(Int128.Zero, (sum, offer) => sum + ((Int128)offer.Size * offer.Price));
            // The smaller of the two fractions, compared without dividing; numbers of an operation are far from 2^127.
            var tokensBind = tokensLeft < tokens && (Int128)tokensLeft * cost <= moneyLeft * tokens;
            var (part, whole) = tokensBind ? ((Int128)tokensLeft, tokens)
                : moneyLeft < cost ? (Int128.Max(0, moneyLeft), cost) : (1, 1);
            foreach (var offer in level)
            {
                accepted[offer.Index] = (long)(offer.Size * part / whole); // Rounds down.
                tokensLeft -= accepted[offer.Index];
                moneyLeft -= (Int128)accepted[offer.Index] * offer.Price;
                if (accepted[offer.Index] > 0) marginal = offer.Offer;
            }
            if (part != whole) return (marginal, Rate.FromPerMillion((long)(part * 1_000_000 / whole)));
            start = end;
        }
        return (marginal, Rate.FromPerMillion(1_000_000));
    }

    /// <remarks>
    /// Retail is paid the average relative to the references, times the reference of its own series: the plain average
    /// would pay a cheap series the price of a dear one. With one series the two are the same. Both round down.
    /// </remarks>
    private static (Money? Average, Money? Retail) AverageOf(
        ReverseAuctionRules rules, IReadOnlyList<SellOffer> offers, long[] accepted)
    {
        var references = rules.Series.ToDictionary(
            series => series.Id, series => series.Reference.MinorUnits, StringComparer.Ordinal);
        var (tokens, paid, worth) = (Int128.Zero, Int128.Zero, Int128.Zero);
        for (var index = 0; index < accepted.Length; index++)
        {
            if (accepted[index] == 0) continue;
            tokens += accepted[index];
            paid += (Int128)accepted[index] * offers[index].Price.MinorUnits;
            worth += (Int128)accepted[index] * references[offers[index].SeriesId];
        }
        if (tokens == 0) return (null, null);
        var retail = rules.Series[0].Reference.MinorUnits * paid / worth;
        return (Money.FromYen((long)(paid / tokens)), Money.FromYen((long)retail));
    }

    /// <summary>Highest price bought at, rounded down to the yen.</summary>
    private static long CeilingOf(ReverseAuctionSeries series, Rate tolerance) =>
        series.Reference
            .Prorate(1_000_000 + tolerance.PerMillion, 1_000_000, MidpointRounding.ToNegativeInfinity).MinorUnits;

    private readonly record struct RankedOffer(int Index, SellOffer Offer, long Reference, long Size)
        : IComparable<RankedOffer>
    {
        public long Price => Offer.Price.MinorUnits;

        public bool RanksWith(RankedOffer other) => (Int128)Price * other.Reference == (Int128)other.Price * Reference;

        public int CompareTo(RankedOffer other)
        {
            var byPrice = ((Int128)Price * other.Reference).CompareTo((Int128)other.Price * Reference);
            return byPrice != 0 ? byPrice : Offer.Sequence.CompareTo(other.Offer.Sequence);
        }
    }
}
