using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>What a market maker has promised for one series.</summary>
/// <param name="SpreadMax">Offer less bid, as a share of the middle between them.</param>
/// <param name="SizeMin">Tokens on each side that can be had within the spread.</param>
/// <param name="PresenceMin">Share of continuous trading in which a quote like this stands.</param>
public sealed record QuoteObligation(Rate SpreadMax, Quantity SizeMin, Rate PresenceMin)
{
    /// <summary>
    /// Whether these orders are such a quote: the price at which each side has given the size counts. Exact.
    /// </summary>
    /// <param name="bids">Price in yen and tokens left; any order.</param>
    public bool IsMetBy(IEnumerable<(long Price, long Tokens)> bids, IEnumerable<(long Price, long Tokens)> asks) =>
        PriceOfSize(bids.OrderByDescending(order => order.Price)) is { } bid
        && PriceOfSize(asks.OrderBy(order => order.Price)) is { } ask
        && (Int128)(ask - bid) * 2 * 1_000_000 <= (Int128)(ask + bid) * SpreadMax.PerMillion;

    private long? PriceOfSize(IEnumerable<(long Price, long Tokens)> bestFirst)
    {
        var tokens = 0L;
        foreach (var (price, left) in bestFirst)
        {
            tokens += left;
            if (tokens >= SizeMin.Tokens) return price;
        }

        return null;
    }
}
