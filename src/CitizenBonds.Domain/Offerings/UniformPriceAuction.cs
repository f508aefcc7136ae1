using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>
/// Uniform-price auction of a new issue. Retail bids are filled first, up to their reserve (beyond it by a common
/// ceiling
/// and a draw). Competitive bids are then filled from the best price down to the stop-out price; everybody pays that
/// price. At it, awards are pro rata by size, rounded down to whole tokens, the rest by largest remainder, then by
/// time.
/// Never sells more than the issue.
/// </summary>
public static class UniformPriceAuction
{
    /// <param name="seed">For the draw of the retail leg; see <see cref="VerifiableDraw"/>.</param>
    public static UniformPriceOutcome Clear(
        UniformPriceRules rules,
        IReadOnlyList<RetailBid> retail,
        IReadOnlyList<CompetitiveBid> competitive,
        ReadOnlySpan<byte> seed)
    {
        var retailLeg = AllotRetail(rules, retail, seed);
        var counted = CountBids(rules, competitive);
        var awards = new long[competitive.Count];
        var margin = FillFromTheTop(counted, rules.IssueSize.Tokens - retailLeg.Allotted.Tokens, awards);
        var price = margin?.Price ?? (retailLeg.Allotted > Quantity.Zero ? rules.ReservePrice : null);
        return new UniformPriceOutcome
        {
            Price = price,
            RetailAwards =
            [
                .. retailLeg.Allotments.Select(allotment =>
                    new BidAward(allotment.ApplicationId, price is null ? Quantity.Zero : allotment.Quantity)),
            ],
            CompetitiveAwards =
                [.. competitive.Select((bid, index) => new BidAward(bid.Id, Quantity.FromTokens(awards[index])))],
            RetailCeiling = retailLeg.Ceiling,
            OfferedAtMargin = Quantity.FromTokens(margin?.Offered ?? 0),
            AwardedAtMargin = Quantity.FromTokens(margin?.Awarded ?? 0),
        };
    }

    private static AllotmentResult AllotRetail(
        UniformPriceRules rules, IReadOnlyList<RetailBid> retail, ReadOnlySpan<byte> seed)
    {
        var each = rules.TokensOf(rules.RetailEach);
        var sale = new SaleRules
        {
            Supply = rules.TokensOf(rules.RetailReserve),
            Minimum = Quantity.FromTokens(1),
            Multiple = Quantity.FromTokens(1),
        };
        var applications = each == Quantity.Zero
            ? []
            : retail.Select(bid => new SaleApplication(bid.Id, Quantity.Min(bid.Quantity, each), false)).ToList();
        return FixedPriceAllotment.Allot(sale, applications, seed);
    }

    /// <summary>
    /// Bids that count, best price first, then by time, each cut to what its bidder may still receive.
    /// </summary>
    private static List<CountedBid> CountBids(UniformPriceRules rules, IReadOnlyList<CompetitiveBid> competitive)
    {
        var bidderMax = rules.TokensOf(rules.BidderShare).Tokens;
        var takenByBidder = new Dictionary<string, long>(StringComparer.Ordinal);
        var ranked = Enumerable.Range(0, competitive.Count)
            .Where(index => rules.ReservePrice is not { } reserve || competitive[index].Price >= reserve)
            .OrderByDescending(index => competitive[index].Price)
            .ThenBy(index => competitive[index].Sequence);
        var counted = new List<CountedBid>();
        foreach (var index in ranked)
        {
            var bid = competitive[index];
            var taken = takenByBidder.GetValueOrDefault(bid.BidderId);
            var size = Math.Min(bid.Quantity.Tokens, bidderMax - taken);
            if (size <= 0) continue;
            takenByBidder[bid.BidderId] = taken + size;
            counted.Add(new CountedBid(index, bid.Price, size));
        }
        return counted;
    }

    private static Margin? FillFromTheTop(List<CountedBid> counted, long supply, long[] awards)
    {
        Margin? margin = null;
        var left = supply;
        for (var start = 0; start < counted.Count && left > 0;)
        {
            var end = start;
            while (end < counted.Count && counted[end].Price == counted[start].Price) end++;
            var level = counted[start..end];
            var offered = (long)Int128.Min(level.Aggregate(Int128.Zero, (sum, bid) => sum + bid.Size), long.MaxValue);
            var awarded = Math.Min(left, offered);
            var shares = ProRata.LargestRemainder(awarded, level.ConvertAll(bid => bid.Size));
            for (var place = 0; place < shares.Length; place++) awards[level[place].Index] = shares[place];
            margin = new Margin(counted[start].Price, offered, awarded);
            left -= awarded;
            start = end;
        }
        return margin;
    }

    private readonly record struct CountedBid(int Index, Money Price, long Size);

    private readonly record struct Margin(Money Price, long Offered, long Awarded);
}
