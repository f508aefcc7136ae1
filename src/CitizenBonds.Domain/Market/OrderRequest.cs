using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>An order about to enter the market, with all it is judged by.</summary>
public sealed record OrderRequest
{
    public required OrderSide Side { get; init; }

    public required OrderType Type { get; init; }

    /// <summary>Whole tokens.</summary>
    public required long Quantity { get; init; }

    /// <summary>Limit in yen; ignored for a market order.</summary>
    public required Money Limit { get; init; }

    /// <summary>Last day the order may rest; null for the day of the order alone.</summary>
    public DateOnly? GoodTill { get; init; }

    public required InvestorStanding Investor { get; init; }

    /// <summary>Tokens not bound by other orders; counts for a sale.</summary>
    public required long FreeTokens { get; init; }

    /// <summary>Cash not bound by other orders; counts for a purchase.</summary>
    public required Money FreeCash { get; init; }

    /// <summary>Held of the series and bid for already, at price; counts for a purchase.</summary>
    public required Money Committed { get; init; }
}
