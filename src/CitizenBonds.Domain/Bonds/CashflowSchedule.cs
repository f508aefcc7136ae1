namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// The dated payments of a bond: terms resolved against their calendar. Goes stale when the calendar's law changes, so
/// it is derived when needed and never stored.
/// </summary>
public sealed class CashflowSchedule
{
    private CashflowSchedule(BondTerms terms, IReadOnlyList<CouponPeriod> coupons)
    {
        Terms = terms;
        Coupons = coupons;
        RedemptionDate = terms.Calendar.Adjust(terms.MaturityDate, terms.Convention);
    }

    public BondTerms Terms { get; }

    /// <summary>
    /// In order of date, without gaps: each starts where the one before ends. Empty for a zero coupon.
    /// </summary>
    public IReadOnlyList<CouponPeriod> Coupons { get; }

    /// <summary>When the face value is paid: the maturity moved to a business day.</summary>
    public DateOnly RedemptionDate { get; }

    /// <summary>
    /// Counts back from the maturity in regular steps; what is left over at the issue date is the stub.
    /// </summary>
    /// <exception cref="ArgumentException">The terms have a <see cref="TermsRefusal"/>.</exception>
    public static CashflowSchedule Resolve(BondTerms terms)
    {
        if (terms.FindRefusal() is { } refusal)
            throw new ArgumentException($"These terms are not a bond: {refusal}.", nameof(terms));
        return new(terms, terms.IsZeroCoupon ? [] : ResolveCoupons(terms));
    }

    /// <summary>The coupon that is earning on a date.</summary>
    /// <returns>Null before the issue date, from the maturity on, and for a zero coupon.</returns>
    public CouponPeriod? CouponEarningOn(DateOnly date)
    {
        foreach (var coupon in Coupons)
            if (coupon.AccrualStart <= date && date < coupon.AccrualEnd) return coupon;
        return null;
    }

    private static CouponPeriod[] ResolveCoupons(BondTerms terms)
    {
        var (first, count) = terms.Cycle.Locate(terms.IssueDate, terms.MaturityDate);
        var isLong = terms.FirstCoupon == FirstCoupon.LongPeriod && first.Start != terms.IssueDate && count > 1;
        var reference = isLong ? first.Next : first;
        var coupons = new CouponPeriod[isLong ? count - 1 : count];
        for (var i = 0; i < coupons.Length; i++, reference = reference.Next)
        {
            var payment = terms.Calendar.Adjust(reference.End, terms.Convention);
            coupons[i] = new(
                Number: i + 1,
                AccrualStart: i == 0 ? terms.IssueDate : reference.Start,
                AccrualEnd: reference.End,
                PaymentDate: payment,
                RecordDate: terms.Calendar.AddBusinessDays(payment, -terms.RecordDaysBefore),
                reference);
        }

        return coupons;
    }
}
