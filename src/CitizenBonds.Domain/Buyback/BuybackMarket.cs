using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>What one decision sees of the market and of what is held already.</summary>
public sealed record BuybackMarket
{
    public required DateTimeOffset Now { get; init; }

    public required DateTimeOffset SeriesIssuedAt { get; init; }

    /// <summary>P: the cheapest offer for one token; null when nothing is offered.</summary>
    public required Money? BestAsk { get; init; }

    /// <summary>The robust volume-weighted average; null when the window holds no trade.</summary>
    public required Money? Reference { get; init; }

    /// <summary>Tokens traded in the window.</summary>
    public required Quantity WindowVolume { get; init; }

    /// <summary>Face value of one token, above zero.</summary>
    public required Money Denomination { get; init; }

    /// <summary>Outstanding face value of the series, and what the central bank holds of it.</summary>
    public required Holding Series { get; init; }

    /// <summary>The same over all series of the issuer.</summary>
    public required Holding Issuer { get; init; }
}

/// <param name="Outstanding">Face value.</param>
/// <param name="Held">Face value, the central bank's part of it.</param>
public sealed record Holding(Money Outstanding, Money Held)
{
    /// <summary>
    /// Whole tokens that still fit under a share of what is outstanding; rounds down, never negative.
    /// </summary>
    public Quantity Room(Rate share, Money denomination)
    {
        var most = Outstanding.Prorate(share.PerMillion, 1_000_000, MidpointRounding.ToZero);
        var room = (most - Held).MinorUnits / denomination.MinorUnits;
        return Quantity.FromTokens(Math.Max(0, room));
    }
}
