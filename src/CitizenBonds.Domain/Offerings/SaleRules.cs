using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>What a fixed-price sale offers and in which lots.</summary>
public sealed record SaleRules
{
    /// <summary>Tokens on offer.</summary>
    public required Quantity Supply { get; init; }

    /// <summary>Smallest application, one token or more.</summary>
    public required Quantity Minimum { get; init; }

    /// <summary>Applications grow above the minimum in steps of this many tokens, one or more.</summary>
    public required Quantity Multiple { get; init; }

    /// <summary>Residents of the issuing municipality are served first, everybody else from what is left.</summary>
    public bool ResidentsFirst { get; init; }

    /// <summary>True for the minimum and for the minimum plus whole multiples.</summary>
    public bool IsInLots(Quantity quantity) =>
        quantity >= Minimum && (quantity.Tokens - Minimum.Tokens) % Multiple.Tokens == 0;
}
