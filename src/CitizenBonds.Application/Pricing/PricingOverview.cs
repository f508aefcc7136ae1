using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Pricing.Series;

namespace CitizenBonds.Application.Pricing;

/// <summary>One repricing of every series.</summary>
/// <param name="InputsHash">SHA-256 over the curve and every series' terms, tier and spread, in hexadecimal.</param>
public sealed record PricingRunView(
    long Id, DateOnly CurveQuotedOn, DateOnly PricedOn, DateTimeOffset PricedAt, int Series, string InputsHash,
    int ModelVersion);

/// <summary>A series with its newest model price.</summary>
/// <param name="SalePrice">What it was sold at, per 100 of face.</param>
public sealed record PricedSeries(
    long IssueId, string Isin, BothNames Title, DateOnly IssueDate, DateOnly MaturityDate, CreditTier Tier,
    double SalePrice, SeriesPrice Price);

/// <summary>The model price of one earlier run.</summary>
public sealed record PricePoint(DateOnly PricedOn, double Clean);

/// <summary>The public page of one series' price and risk.</summary>
/// <param name="Risk">Null while too few curves have been published.</param>
/// <param name="History">Oldest first, the newest price of each day.</param>
public sealed record SeriesPriceView(
    PricedSeries Series, PricingRunView Run, SeriesRisk? Risk, IReadOnlyList<PricePoint> History);

/// <summary>The model against what was really paid.</summary>
/// <param name="Model">On the day of the sale, per 100; null when no curve had been published then.</param>
public sealed record SaleCheck(PricedSeries Series, double? Model, SeriesRisk? Risk);

/// <summary>Every series, checked and stressed.</summary>
public sealed record PricingOverview(PricingRunView? Run, IReadOnlyList<SaleCheck> Series, int HeldBack);
