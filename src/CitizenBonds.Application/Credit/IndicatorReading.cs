using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Credit;

/// <summary>Stored indicators as the policy reads them.</summary>
public static class IndicatorReading
{
    /// <remarks>"No future burden" is a burden of zero, not a missing figure.</remarks>
    public static FiscalIndicators Of(IndicatorRow row, IssuerKind kind) => new()
    {
        Kind = kind,
        FiscalYear = row.FiscalYear,
        RealDebtServiceRatio = row.RealDebtServiceRatio,
        FutureBurdenRatio = row.HasNoFutureBurden ? 0 : row.FutureBurdenRatio,
        RealDeficitRatio = row.RealDeficitRatio,
        ConsolidatedDeficitRatio = row.ConsolidatedDeficitRatio,
        FiscalCapabilityIndex = row.FiscalCapabilityIndex,
        StandardFiscalScale = row.StandardFiscalScaleYen is { } yen ? Money.FromYen(yen) : null,
    };

    /// <summary>The newest version of every year, latest year first.</summary>
    public static IReadOnlyList<IndicatorRow> Newest(IEnumerable<IndicatorRow> rows) =>
        [.. rows.GroupBy(row => row.FiscalYear)
            .OrderByDescending(year => year.Key)
            .Select(year => year.MaxBy(row => row.Version)!)]; // A group is never empty.
}
