using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>Why a new version of the policy is not published. When several apply, the first listed is reported.
/// </summary>
public enum PolicyRefusal
{
    /// <summary>It would count from today or earlier: nobody is judged by a rule nobody could read before.</summary>
    EffectiveTooSoon = 1,

    /// <summary>A version already published begins on that day or later.</summary>
    EffectiveNotAfterLatest,

    /// <summary>It says the same as the latest version.</summary>
    NothingChanged,

    /// <summary>A line of the portal lies at or beyond the statutory line it warns before, or at zero.</summary>
    LineBeyondLaw,

    /// <summary>More new debt in a year than may be outstanding at all.</summary>
    NewAboveOutstanding,

    /// <summary>A weaker tier would be allowed more than a stronger one, or pay less.</summary>
    TiersOutOfOrder,

    /// <summary>From tier C on the law asks for permission, and from D on new money is barred.</summary>
    PermissionIsLaw,
}

/// <summary>Whether one version of the policy may follow another. The statutory lines are carried over unchanged.
/// </summary>
public static class PolicyChange
{
    /// <param name="latest">The newest version, whether or not it is in force.</param>
    /// <returns>The refusal, or null when the version may be published.</returns>
    public static PolicyRefusal? FindRefusal(CreditPolicy latest, CreditPolicy next, DateOnly today)
    {
        if (next.EffectiveFrom <= today) return PolicyRefusal.EffectiveTooSoon;
        if (next.EffectiveFrom <= latest.EffectiveFrom) return PolicyRefusal.EffectiveNotAfterLatest;
        if (IsSame(latest, next)) return PolicyRefusal.NothingChanged;
        if (next.Lines.Any(line => IsBeyondLaw(line, next.Lines))) return PolicyRefusal.LineBeyondLaw;
        if (next.Tiers.Any(terms => terms.NewPerYearShareMax > terms.OutstandingShareMax))
            return PolicyRefusal.NewAboveOutstanding;
        if (next.Tiers.Zip(next.Tiers.Skip(1)).Any(pair => !IsInOrder(pair.First, pair.Second)))
            return PolicyRefusal.TiersOutOfOrder;
        return next.Tiers.Any(BreaksPermission) ? PolicyRefusal.PermissionIsLaw : null;
    }

    private static bool IsSame(CreditPolicy latest, CreditPolicy next) =>
        latest.Lines.Zip(next.Lines).All(pair => pair.First.Threshold == pair.Second.Threshold)
        && latest.Tiers.Zip(next.Tiers).All(pair =>
            pair.First.OutstandingShareMax == pair.Second.OutstandingShareMax
            && pair.First.NewPerYearShareMax == pair.Second.NewPerYearShareMax
            && pair.First.NeedsTreasuryPermission == pair.Second.NeedsTreasuryPermission
            && pair.First.Spread.Points.SequenceEqual(pair.Second.Spread.Points));

    private static bool IsBeyondLaw(CreditLine line, IReadOnlyList<CreditLine> all) =>
        line is { Origin: LineOrigin.Policy, Threshold: LineThreshold.Fixed own }
        && (own.Percent <= 0 || all.Any(other => other.Origin != LineOrigin.Policy
            && other.Indicator == line.Indicator
            && other.Threshold is LineThreshold.Fixed law && law.Percent <= own.Percent));

    private static bool IsInOrder(TierTerms stronger, TierTerms weaker) =>
        weaker.OutstandingShareMax <= stronger.OutstandingShareMax
        && weaker.NewPerYearShareMax <= stronger.NewPerYearShareMax
        && weaker.Spread.Points.All(point => point.Spread >= stronger.Spread.At(point.TenorMonths));

    private static bool BreaksPermission(TierTerms terms) =>
        (terms.Tier >= CreditTier.C && !terms.NeedsTreasuryPermission)
        || (terms.Tier >= CreditTier.D && terms.NewPerYearShareMax > Rate.Zero);
}
