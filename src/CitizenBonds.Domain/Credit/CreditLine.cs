namespace CitizenBonds.Domain.Credit;

/// <summary>Who drew a line.</summary>
public enum LineOrigin
{
    /// <summary>This portal's policy.</summary>
    Policy = 0,

    /// <summary>Bonds need permission instead of consultation (Local Finance Act).</summary>
    BondPermission = 1,

    /// <summary>早期健全化基準: a soundness plan is due (Act on Sound Financial Status, art. 4).</summary>
    EarlySoundness = 2,

    /// <summary>財政再生基準: a rehabilitation plan is due (the same Act, art. 8).</summary>
    Reconstruction = 3,
}

/// <summary>At or above the threshold the issuer is in <paramref name="Tier"/> or worse.</summary>
/// <param name="AppliesTo">The kinds of issuer the line is drawn for.</param>
/// <param name="Source">The law or the policy document the line comes from, for people to read.</param>
public sealed record CreditLine(
    CreditIndicator Indicator,
    LineThreshold Threshold,
    CreditTier Tier,
    LineOrigin Origin,
    IReadOnlyList<IssuerKind> AppliesTo,
    string Source);
