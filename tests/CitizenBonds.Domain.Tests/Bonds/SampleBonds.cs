using System.Globalization;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Bonds;

internal static class SampleBonds
{
    /// <summary>Ten years, 1.2 %, 20 March and September, 10,000 yen a token.</summary>
    public static BondTerms TenYears { get; } = new()
    {
        Denomination = Money.FromYen(10_000),
        IssueSize = Quantity.FromTokens(1_000_000),
        IssueDate = new(2026, 3, 20),
        MaturityDate = new(2036, 3, 20),
        Coupon = Rate.FromPercent(1.2m),
        Frequency = CouponFrequency.SemiAnnual,
        DayCount = DayCount.ActualActualIcma,
        Convention = BusinessDayConvention.Following,
        Calendar = BusinessCalendar.Japan,
    };

    public static DateOnly Date(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
