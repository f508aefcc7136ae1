using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Portfolio;

/// <summary>What a person has, at one moment.</summary>
public sealed record PortfolioView
{
    /// <summary>Free to use.</summary>
    public required Money Cash { get; init; }

    public required Money HeldForApplications { get; init; }

    /// <summary>Set aside for open orders to buy.</summary>
    public Money HeldForOrders { get; init; }

    public required Money SetAsideForWithdrawals { get; init; }

    public required IReadOnlyList<Holding> Holdings { get; init; }

    /// <summary>Soonest first.</summary>
    public required IReadOnlyList<UpcomingPayment> Payments { get; init; }

    public static PortfolioView Empty { get; } = new()
    {
        Cash = Money.Zero,
        HeldForApplications = Money.Zero,
        SetAsideForWithdrawals = Money.Zero,
        Holdings = [],
        Payments = [],
    };

    public Money Face => Holdings.Aggregate(Money.Zero, (sum, holding) => sum + holding.Face);
}
