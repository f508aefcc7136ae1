using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>The published rules of one target-seeking programme. Fixed while it runs.</summary>
public sealed record BuybackPolicy
{
    /// <summary>No purchase of a series within so long of its issue.</summary>
    public static readonly TimeSpan Blackout = TimeSpan.FromHours(168);

    /// <summary>F: what the purchases are to sum to, above zero.</summary>
    public required Money Target { get; init; }

    /// <summary>Share of what remains that one operation aims at; above 0 %, at most 100 %.</summary>
    public required Rate Gain { get; init; }

    /// <summary>
    /// How strongly a price above or under the reference slows or speeds buying, 0 to 10, ends included.
    /// </summary>
    public required double Elasticity { get; init; }

    /// <summary>Never above the reference by more than this share, zero or more.</summary>
    public required Rate PriceMargin { get; init; }

    /// <summary>Most money of one operation, above zero.</summary>
    public required Money OperationMax { get; init; }

    /// <summary>Most tokens of one operation as a share of the window's volume.</summary>
    public Rate Participation { get; init; } = Rate.FromPercent(25);

    /// <summary>Most of a series, and of an issuer, the central bank may hold.</summary>
    public Rate Concentration { get; init; } = Rate.FromPercent(33);

    /// <returns>The name of the first parameter out of its range; null when the policy can be used.</returns>
    public string? FindFault()
    {
        if (!Target.IsPositive) return nameof(Target);
        if (Gain <= Rate.Zero || Gain > Rate.FromPercent(100)) return nameof(Gain);
        if (Elasticity is not (>= 0 and <= 10)) return nameof(Elasticity);
        if (PriceMargin < Rate.Zero) return nameof(PriceMargin);
        if (OperationMax.Currency != Target.Currency || !OperationMax.IsPositive) return nameof(OperationMax);
        if (Participation <= Rate.Zero) return nameof(Participation);
        return Concentration <= Rate.Zero || Concentration > Rate.FromPercent(100) ? nameof(Concentration) : null;
    }
}
