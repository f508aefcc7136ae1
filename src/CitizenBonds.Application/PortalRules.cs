using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application;

/// <summary>How this portal is run. Registered before the features to replace the defaults.</summary>
public sealed record PortalRules
{
    /// <summary>A movement of money across the portal's border above this amount needs two different persons.</summary>
    public Money TwoPersonLimit { get; init; } = Money.FromYen(10_000_000);

    /// <summary>In a demonstration an identity check is approved at once; otherwise the operator decides.</summary>
    public bool ApprovesIdentityByItself { get; init; }

    /// <summary>
    /// In a demonstration a deposit is booked when it is announced; otherwise when it has arrived at the bank.
    /// </summary>
    public bool BooksDepositsByItself { get; init; }

    public static PortalRules Demonstration { get; } =
        new() { ApprovesIdentityByItself = true, BooksDepositsByItself = true };
}
