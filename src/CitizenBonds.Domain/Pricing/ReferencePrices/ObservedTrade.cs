using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Pricing.ReferencePrices;

/// <summary>A trade as the averages see it.</summary>
/// <param name="Id">Orders trades of the same moment.</param>
/// <param name="Price">Per token, above zero.</param>
/// <param name="Quantity">Above zero.</param>
public sealed record ObservedTrade(long Id, DateTimeOffset At, Money Price, Quantity Quantity);

/// <summary>Why a trade does not count.</summary>
public enum ExclusionReason
{
    /// <summary>Farther from the median than 3 * 1.4826 times the median absolute deviation (Hampel).</summary>
    OutsideHampelBand = 0,

    /// <summary>Half the trades agree to the yen, and this one is more than the set number of ticks away.</summary>
    OffTheAgreedPrice = 1,
}

/// <param name="Median">What it was compared with.</param>
public sealed record ExcludedTrade(ObservedTrade Trade, ExclusionReason Reason, decimal Median, decimal DistanceMax);
