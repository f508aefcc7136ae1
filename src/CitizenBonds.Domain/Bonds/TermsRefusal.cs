namespace CitizenBonds.Domain.Bonds;

/// <summary>Why terms cannot be a bond. When several apply, the first listed is reported.</summary>
public enum TermsRefusal
{
    DenominationNotPositive,
    IssueSizeZero,
    MaturityNotAfterIssue,

    /// <summary>Over <see cref="BondTerms.TermYearsMax"/> years.</summary>
    TermTooLong,

    CouponNegative,

    /// <summary>A bond without coupon dates must have a coupon rate of zero.</summary>
    CouponWithoutDates,

    /// <summary>Not 0 to <see cref="BondTerms.RecordDaysMax"/>.</summary>
    RecordDaysOutOfRange,

    /// <summary>Denomination times issue size does not fit.</summary>
    IssueTooLarge,
}
