using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// The time limits of a sale, in one place. The demonstration differs in the notice only, so that a day is enough to
/// try it.
/// </summary>
public sealed record SaleTimeLimits
{
    /// <summary>From the announcement to the opening of the sale.</summary>
    public TimeSpan PreSaleNotice { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan SaleOpenMin { get; init; } = SalePhases.OpenMin;

    public TimeSpan SaleOpenMax { get; init; } = TimeSpan.FromDays(366);

    /// <summary>From the close to the settlement: whoever applied last may still withdraw for so long.</summary>
    public TimeSpan WithdrawalPeriod { get; init; } = RetailWithdrawal.ReflectionPeriod;

    public static SaleTimeLimits Default { get; } = new();

    public static SaleTimeLimits Demonstration { get; } = new() { PreSaleNotice = TimeSpan.Zero };

    public static SaleTimeLimits For(bool isDemo) => isDemo ? Demonstration : Default;
}
