using CitizenBonds.Domain.Credit;

namespace CitizenBonds.Application.Issuers;

/// <summary>What a visitor looks for; null means "any".</summary>
/// <param name="Prefecture">1 to 47.</param>
/// <param name="Words">Part of the name in either language.</param>
public sealed record IssuerFilter(short? Prefecture = null, CreditTier? Tier = null, string? Words = null);
