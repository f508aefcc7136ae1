using CitizenBonds.Domain.Pricing.ReferencePrices;

namespace CitizenBonds.Application.Buyback;

/// <summary>A trade left out of a reference, as it is published.</summary>
/// <param name="Number">Of the trade in its series.</param>
/// <param name="Distance">Farthest a trade may lie from the median, in yen.</param>
public sealed record ExcludedTradeLine(
    long Number, long Price, long Quantity, ExclusionReason Reason, decimal Median, decimal Distance)
{
    internal static ExcludedTradeLine Of(ExcludedTrade excluded) => new(
        excluded.Trade.Id, excluded.Trade.Price.MinorUnits, excluded.Trade.Quantity.Tokens, excluded.Reason,
        excluded.Median, excluded.DistanceMax);
}
