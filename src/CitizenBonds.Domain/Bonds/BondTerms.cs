using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// What the prospectus of a fixed-coupon bond promises, before any calendar has been applied. This is what is stored;
/// <see cref="CashflowSchedule"/> is derived from it when needed.
/// </summary>
public sealed record BondTerms
{
    public const int TermYearsMax = 150;
    public const int RecordDaysMax = 30;

    /// <summary>Face value of one token, repaid at maturity.</summary>
    public required Money Denomination { get; init; }

    public required Quantity IssueSize { get; init; }

    /// <summary>Interest starts here.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Interest ends here; payment may come later (<see cref="Convention"/>) and earns nothing more.</summary>
    public required DateOnly MaturityDate { get; init; }

    /// <summary>For a full year, on the face value; zero or more.</summary>
    public required Rate Coupon { get; init; }

    public required CouponFrequency Frequency { get; init; }

    public required DayCount DayCount { get; init; }

    /// <summary>Moves payment dates only, never the days for which interest is paid.</summary>
    public required BusinessDayConvention Convention { get; init; }

    public required BusinessCalendar Calendar { get; init; }

    /// <summary>Coupons on the last day of the month when the maturity is one.</summary>
    public bool EndOfMonth { get; init; }

    public FirstCoupon FirstCoupon { get; init; }

    /// <summary>Business days between the record date and the payment.</summary>
    public int RecordDaysBefore { get; init; } = 5;

    public bool IsZeroCoupon => Frequency.IsNone;

    /// <summary>The regular coupon dates. Only for bonds with coupons.</summary>
    public CouponCycle Cycle => CouponCycle.EndingAt(MaturityDate, Frequency, EndOfMonth);

    /// <returns>The first refusal that applies, or null when these terms are a bond.</returns>
    public TermsRefusal? FindRefusal()
    {
        if (!Denomination.IsPositive) return TermsRefusal.DenominationNotPositive;
        if (IssueSize == Quantity.Zero) return TermsRefusal.IssueSizeZero;
        if (MaturityDate <= IssueDate) return TermsRefusal.MaturityNotAfterIssue;
        if (MaturityDate.Year - IssueDate.Year > TermYearsMax) return TermsRefusal.TermTooLong;
        if (Coupon < Rate.Zero) return TermsRefusal.CouponNegative;
        if (IsZeroCoupon && Coupon != Rate.Zero) return TermsRefusal.CouponWithoutDates;
        if (RecordDaysBefore is < 0 or > RecordDaysMax) return TermsRefusal.RecordDaysOutOfRange;
        if (Denomination.MinorUnits > long.MaxValue / IssueSize.Tokens) return TermsRefusal.IssueTooLarge;
        return null;
    }
}
