using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// Buying below nominal. The published "nominal / 0.15" is the nominal bought per unit of cash; the price of a nominal
/// is
/// 0.15 of it, 85 % off. The share is a parameter.
/// </summary>
public static class DiscountedAcquisition
{
    /// <summary>15 %.</summary>
    public static Rate PublishedShare { get; } = Rate.FromPercent(15);

    /// <summary>What a nominal costs, rounded up to a whole unit.</summary>
    /// <param name="nominal">Zero or more.</param>
    /// <param name="share">Above zero, at most 100 %.</param>
    public static Money AcquisitionPrice(Money nominal, Rate share) =>
        nominal.Prorate(Checked(share).PerMillion, 1_000_000, MidpointRounding.ToPositiveInfinity);

    /// <summary>The nominal so much cash buys, rounded down to a whole unit.</summary>
    /// <param name="cash">Zero or more.</param>
    /// <param name="share">Above zero, at most 100 %.</param>
    public static Money NominalAcquired(Money cash, Rate share) =>
        cash.Prorate(1_000_000, Checked(share).PerMillion, MidpointRounding.ToZero);

    private static Rate Checked(Rate share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, Rate.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, Rate.FromPercent(100));
        return share;
    }
}
