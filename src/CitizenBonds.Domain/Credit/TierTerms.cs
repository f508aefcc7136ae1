using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>
/// What a tier may issue and what it pays over the government curve. All of it is published policy data.
/// </summary>
/// <param name="OutstandingShareMax">Outstanding tokens at face value, as a share of the standard fiscal scale.</param>
/// <param name="NewPerYearShareMax">New tokens at face value per fiscal year, as a share of the same.</param>
/// <param name="NeedsTreasuryPermission">Every issue needs the treasury's permission beside the second
/// officer's.</param>
/// <param name="PurposesAllowed">What a tier may still borrow for.</param>
/// <param name="Spread">The credit gap: spread over the government par curve by tenor.</param>
public sealed record TierTerms(
    CreditTier Tier,
    Rate OutstandingShareMax,
    Rate NewPerYearShareMax,
    bool NeedsTreasuryPermission,
    IReadOnlyList<BorrowingPurpose> PurposesAllowed,
    SpreadCurve Spread);
