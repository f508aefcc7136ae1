using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>Why an issue may not be made. When several apply, the first listed is reported.</summary>
public enum IssuanceRefusal
{
    /// <summary>An indicator the policy requires, or the standard fiscal scale, is not available.</summary>
    MissingData = 0,

    /// <summary>The tier forbids borrowing for this purpose: D allows no new money, E only disaster recovery.</summary>
    TierForbidsNewIssue = 1,

    /// <summary>With this issue the fiscal year's new face value would exceed the yearly limit.</summary>
    AboveYearlyLimit = 2,

    /// <summary>
    /// With this issue the face value owed would exceed the limit, or refinancing exceeds what is owed.
    /// </summary>
    AboveOutstandingLimit = 3,
}

/// <summary>A proposed issue as the limits see it.</summary>
public sealed record IssuanceProposal
{
    /// <summary>Face value of the issue, above zero.</summary>
    public required Money FaceValue { get; init; }

    public BorrowingPurpose Purpose { get; init; }

    /// <summary>Face value of the issuer's tokens now outstanding or approved for sale, without this issue.</summary>
    public required Money Outstanding { get; init; }

    /// <summary>New face value already issued or approved in this fiscal year, without this issue.</summary>
    public required Money NewThisYear { get; init; }
}

/// <summary>The limits read for one proposed issue: the same figures for the simulation and for the decision.</summary>
public sealed record IssuanceReview
{
    private IssuanceReview()
    {
    }

    public required CreditAssessment Assessment { get; init; }

    /// <summary>Null when the issue may go to approval.</summary>
    public required IssuanceRefusal? Refusal { get; init; }

    /// <summary>Null when data are missing.</summary>
    public required IssuanceLimit? Limit { get; init; }

    /// <summary>A requirement, not a refusal: the treasury has to permit the issue before it is final.</summary>
    public required bool NeedsTreasuryPermission { get; init; }

    /// <summary>
    /// New face value of the year with this issue over the yearly limit; 1 is all of it. Null without a limit above
    /// zero.
    /// </summary>
    public required decimal? YearlyShareUsed { get; init; }

    /// <summary>Face value owed with this issue over the limit; null without a limit above zero.</summary>
    public required decimal? OutstandingShareUsed { get; init; }

    /// <summary>The largest new-money issue that would still pass; zero when none would.</summary>
    public required Money LargestNewIssue { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">Face value not above zero, or a negative total.</exception>
    public static IssuanceReview For(CreditPolicy policy, FiscalIndicators indicators, IssuanceProposal proposal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(proposal.FaceValue, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(proposal.Outstanding, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(proposal.NewThisYear, Money.Zero);
        var assessment = policy.Assess(indicators);
        if (assessment is not CreditAssessment.Rated rated || indicators.StandardFiscalScale is not { } scale)
            return WithoutData(assessment);

        var terms = policy.TermsOf(rated.Tier);
        var limit = IssuanceLimit.For(terms, scale);
        var adds = proposal.Purpose == BorrowingPurpose.Refinancing ? Money.Zero : proposal.FaceValue;
        return new IssuanceReview
        {
            Assessment = assessment,
            Refusal = FindRefusal(terms, limit, proposal),
            Limit = limit,
            NeedsTreasuryPermission = terms.NeedsTreasuryPermission,
            YearlyShareUsed = Share(proposal.NewThisYear + adds, limit.NewPerYearMax),
            OutstandingShareUsed = Share(proposal.Outstanding + adds, limit.OutstandingMax),
            LargestNewIssue = Room(terms, limit, proposal),
        };
    }

    /// <remarks>
    /// Refinancing replaces what is owed and so is bounded by it alone; disaster recovery in a tier without limits is
    /// bounded by the treasury's permission.
    /// </remarks>
    private static IssuanceRefusal? FindRefusal(TierTerms terms, IssuanceLimit limit, IssuanceProposal proposal)
    {
        if (!terms.PurposesAllowed.Contains(proposal.Purpose)) return IssuanceRefusal.TierForbidsNewIssue;
        if (proposal.Purpose == BorrowingPurpose.Refinancing)
            return proposal.FaceValue > proposal.Outstanding ? IssuanceRefusal.AboveOutstandingLimit : null;
        if (!terms.PurposesAllowed.Contains(BorrowingPurpose.NewMoney)) return null;
        if (proposal.NewThisYear + proposal.FaceValue > limit.NewPerYearMax) return IssuanceRefusal.AboveYearlyLimit;
        if (proposal.Outstanding + proposal.FaceValue > limit.OutstandingMax)
            return IssuanceRefusal.AboveOutstandingLimit;
        return null;
    }

    private static IssuanceReview WithoutData(CreditAssessment assessment) => new()
    {
        Assessment = assessment,
        Refusal = IssuanceRefusal.MissingData,
        Limit = null,
        NeedsTreasuryPermission = false,
        YearlyShareUsed = null,
        OutstandingShareUsed = null,
        LargestNewIssue = Money.Zero,
    };

    private static Money Room(TierTerms terms, IssuanceLimit limit, IssuanceProposal proposal)
    {
        if (!terms.PurposesAllowed.Contains(BorrowingPurpose.NewMoney)) return Money.Zero;
        var thisYear = limit.NewPerYearMax - proposal.NewThisYear;
        var inAll = limit.OutstandingMax - proposal.Outstanding;
        return Money.Max(Money.Zero, Money.Min(thisYear, inAll));
    }

    private static decimal? Share(Money used, Money limit) =>
        limit.IsPositive ? (decimal)used.MinorUnits / limit.MinorUnits : null;
}
