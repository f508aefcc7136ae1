namespace CitizenBonds.Domain.Bonds;

/// <summary>One coupon: what it covers and when it is paid.</summary>
/// <param name="Number">From 1.</param>
/// <param name="AccrualStart">First day that earns; included.</param>
/// <param name="AccrualEnd">Excluded; not moved by the calendar.</param>
/// <param name="PaymentDate">The end moved to a business day.</param>
/// <param name="RecordDate">Who holds the token at the end of this day is paid.</param>
/// <param name="Reference">The regular period that ends where this one ends.</param>
public sealed record CouponPeriod(
    int Number,
    DateOnly AccrualStart,
    DateOnly AccrualEnd,
    DateOnly PaymentDate,
    DateOnly RecordDate,
    ReferencePeriod Reference)
{
    /// <summary>False for a short or long first coupon.</summary>
    public bool IsRegular => AccrualStart == Reference.Start;
}
