using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>What a visitor looks for; null and false mean "any".</summary>
/// <param name="Prefecture">1 to 47.</param>
/// <param name="YieldMin">Percent a year at the price of the sale, included.</param>
/// <param name="MaturesFrom">Included.</param>
/// <param name="MaturesTo">Included.</param>
/// <param name="Words">Part of the bond's, the issuer's or the purpose's name in either language.</param>
public sealed record BondFilter(
    string? IssuerCode = null,
    short? Prefecture = null,
    double? YieldMin = null,
    double? YieldMax = null,
    DateOnly? MaturesFrom = null,
    DateOnly? MaturesTo = null,
    PurposeKind? Purpose = null,
    bool OpenOnly = false,
    string? Words = null);
