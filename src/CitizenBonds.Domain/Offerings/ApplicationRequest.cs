using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>An application about to be made or changed, with all it is judged by.</summary>
public sealed record ApplicationRequest
{
    public required Quantity Quantity { get; init; }

    /// <summary>Price of one token in the sale, in an auction the highest; above zero.</summary>
    public required Money Price { get; init; }

    public required SaleRules Sale { get; init; }

    /// <summary>Most one application counts for; null where only the size bounds it.</summary>
    public Quantity? EachMax { get; init; }

    /// <summary>First moment of the sale.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>First moment after the sale.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    public required InvestorStanding Investor { get; init; }

    /// <summary>
    /// Of the same issue, held or applied for otherwise, at price; an application being changed does not count.
    /// </summary>
    public required Money Committed { get; init; }

    /// <summary>Free cash, with what an application being changed holds.</summary>
    public required Money AvailableCash { get; init; }
}
