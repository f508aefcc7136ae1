namespace CitizenBonds.Domain.Credit;

/// <summary>What the policy says about one issuer in one fiscal year.</summary>
public abstract record CreditAssessment
{
    private CreditAssessment(int policyVersion, FiscalIndicators indicators)
    {
        PolicyVersion = policyVersion;
        Indicators = indicators;
    }

    public int PolicyVersion { get; }

    public FiscalIndicators Indicators { get; }

    /// <summary>The tier, or null when data are missing.</summary>
    public CreditTier? TierOrNull => (this as Rated)?.Tier;

    /// <summary>All data were there.</summary>
    public sealed record Rated : CreditAssessment
    {
        internal Rated(
            int policyVersion, FiscalIndicators indicators, CreditTier tier, LineReading deciding,
            IReadOnlyList<LineReading> crossed)
            : base(policyVersion, indicators)
        {
            Tier = tier;
            Deciding = deciding;
            Crossed = crossed;
        }

        public CreditTier Tier { get; }

        /// <summary>
        /// The reading that decided: the crossed line of the worst tier, or in tier A, where none is crossed, the line
        /// the issuer is nearest to, measured as value over line. <see cref="LineReading.IsCrossed"/> tells the two
        /// apart.
        /// </summary>
        public LineReading Deciding { get; }

        /// <summary>Every crossed line, worst tier first; empty in tier A.</summary>
        public IReadOnlyList<LineReading> Crossed { get; }
    }

    /// <summary>A figure the policy requires is not available: no issue until it is.</summary>
    public sealed record MissingData : CreditAssessment
    {
        internal MissingData(
            int policyVersion, FiscalIndicators indicators, IReadOnlyList<CreditIndicator> missing)
            : base(policyVersion, indicators) => Missing = missing;

        /// <summary>In the order of <see cref="CreditIndicator"/>; never empty.</summary>
        public IReadOnlyList<CreditIndicator> Missing { get; }
    }
}

/// <summary>One line read for one issuer.</summary>
/// <param name="Value">The issuer's figure, percent.</param>
/// <param name="LinePercent">Where the line lies for this issuer, percent.</param>
public sealed record LineReading(CreditLine Line, decimal Value, decimal LinePercent)
{
    /// <summary>A line is crossed at or above it.</summary>
    public bool IsCrossed => Value >= LinePercent;
}
