namespace CitizenBonds.Domain.Credit;

/// <summary>
/// The credit policy as data: versioned, dated, public. Changing it never touches a bond that is outstanding; it
/// decides about the next issue.
/// </summary>
public sealed record CreditPolicy
{
    /// <summary>Counts up from 1; a version is never changed once it was in force.</summary>
    public required int Version { get; init; }

    /// <summary>First day the version counts.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>Without these no tier is given.</summary>
    public required IReadOnlyList<CreditIndicator> Required { get; init; }

    public required IReadOnlyList<CreditLine> Lines { get; init; }

    /// <summary>One entry per tier, best first.</summary>
    public required IReadOnlyList<TierTerms> Tiers { get; init; }

    /// <summary>The policy the portal starts with; see <see cref="DefaultCreditPolicy"/> for its sources.</summary>
    public static CreditPolicy Default { get; } = DefaultCreditPolicy.Create();

    /// <summary>The version in force on a day: the latest that has begun, or null before the first.</summary>
    public static CreditPolicy? InForceOn(IEnumerable<CreditPolicy> versions, DateOnly day) =>
        versions.Where(policy => policy.EffectiveFrom <= day).MaxBy(policy => (policy.EffectiveFrom, policy.Version));

    public TierTerms TermsOf(CreditTier tier) => Tiers.Single(terms => terms.Tier == tier);

    /// <summary>
    /// Reads every line for one issuer; the worst decides, tier A is what is left when none is crossed.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// For <see cref="IssuerKind.NationalGovernment"/>: the policy is for local governments.
    /// </exception>
    public CreditAssessment Assess(FiscalIndicators indicators)
    {
        if (indicators.Kind == IssuerKind.NationalGovernment)
            throw new ArgumentException("the policy does not cover the national government", nameof(indicators));
        CreditIndicator[] missing = [.. Required.Where(name => indicators.ValueOf(name) is null).Order()];
        if (missing.Length > 0) return new CreditAssessment.MissingData(Version, indicators, missing);

        LineReading[] readings = [.. Lines
            .Where(line => line.AppliesTo.Contains(indicators.Kind))
            .Select(line => Read(line, indicators))
            .OfType<LineReading>()];
        LineReading[] crossed = [.. readings
            .Where(reading => reading.IsCrossed)
            .OrderByDescending(reading => reading.Line.Tier)
            .ThenBy(reading => reading.Line.Indicator)
            .ThenByDescending(reading => reading.LinePercent)];
        var deciding = crossed.Length > 0 ? crossed[0] : Nearest(readings);
        var tier = crossed.Length > 0 ? deciding.Line.Tier : CreditTier.A;
        return new CreditAssessment.Rated(Version, indicators, tier, deciding, crossed);
    }

    /// <summary>Null when a figure the policy does not require is absent.</summary>
    private static LineReading? Read(CreditLine line, FiscalIndicators indicators) =>
        indicators.ValueOf(line.Indicator) is { } value
            ? new LineReading(line, value, line.Threshold.PercentFor(indicators))
            : null;

    private static LineReading Nearest(LineReading[] readings) =>
        readings.MaxBy(reading => reading.Value / reading.LinePercent)
        ?? throw new InvalidOperationException("the policy draws no line for this kind of issuer");
}
