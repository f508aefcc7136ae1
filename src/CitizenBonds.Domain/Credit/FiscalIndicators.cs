using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>
/// One local government's indicators for one fiscal year. Ratios are percent (2.9 is 2.9 %) and may be negative; null
/// means "not available". A ratio the source prints as "-" because there is no deficit or no burden is zero, not null:
/// whoever imports the source decides that.
/// </summary>
public sealed record FiscalIndicators
{
    public required IssuerKind Kind { get; init; }

    /// <summary>The fiscal year (April to March) the figures close, for example 2023.</summary>
    public required int FiscalYear { get; init; }

    public decimal? RealDebtServiceRatio { get; init; }

    public decimal? FutureBurdenRatio { get; init; }

    public decimal? RealDeficitRatio { get; init; }

    public decimal? ConsolidatedDeficitRatio { get; init; }

    /// <summary>Three-year mean, 1.0 when own revenue covers standard need.</summary>
    public decimal? FiscalCapabilityIndex { get; init; }

    public Money? StandardFiscalScale { get; init; }

    /// <summary>The value a line is compared with; null when it is not available.</summary>
    public decimal? ValueOf(CreditIndicator indicator) => indicator switch
    {
        CreditIndicator.RealDebtServiceRatio => RealDebtServiceRatio,
        CreditIndicator.FutureBurdenRatio => FutureBurdenRatio,
        CreditIndicator.RealDeficitRatio => RealDeficitRatio,
        CreditIndicator.ConsolidatedDeficitRatio => ConsolidatedDeficitRatio,
        CreditIndicator.FiscalCapabilityIndex => FiscalCapabilityIndex,
        CreditIndicator.StandardFiscalScale => StandardFiscalScale?.MinorUnits,
        _ => throw new ArgumentOutOfRangeException(nameof(indicator), indicator, null),
    };
}
