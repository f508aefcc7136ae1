using System.Globalization;

namespace CitizenBonds.Domain.Bonds;

/// <summary>Coupons a year: 1, 2, 4 or 12. Default: 0, a bond without coupons.</summary>
public readonly record struct CouponFrequency
{
    private CouponFrequency(int paymentsPerYear) => PaymentsPerYear = paymentsPerYear;

    public int PaymentsPerYear { get; }

    public static CouponFrequency None => default;

    public static CouponFrequency Annual => new(1);

    public static CouponFrequency SemiAnnual => new(2);

    public static CouponFrequency Quarterly => new(4);

    public static CouponFrequency Monthly => new(12);

    public bool IsNone => PaymentsPerYear == 0;

    /// <summary>Months between two coupons.</summary>
    /// <exception cref="InvalidOperationException">There are no coupons.</exception>
    public int MonthsPerPeriod =>
        IsNone ? throw new InvalidOperationException("A bond without coupons has no period.") : 12 / PaymentsPerYear;

    public static bool IsLegal(int paymentsPerYear) => paymentsPerYear is 0 or 1 or 2 or 4 or 12;

    /// <param name="paymentsPerYear">0, 1, 2, 4 or 12.</param>
    public static CouponFrequency FromPaymentsPerYear(int paymentsPerYear) =>
        IsLegal(paymentsPerYear)
            ? new(paymentsPerYear)
            : throw new ArgumentOutOfRangeException(
                nameof(paymentsPerYear), paymentsPerYear, "must be 0, 1, 2, 4 or 12");

    public override string ToString() => PaymentsPerYear.ToString(CultureInfo.InvariantCulture);
}
