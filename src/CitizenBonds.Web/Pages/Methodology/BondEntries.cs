using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class BondEntries
{
    private static readonly DateOnly Settlement = new(2027, 12, 20);

    private static readonly PricedBond TwoYears = new(
        new(2026, 3, 20), new(2028, 3, 20), 0.02, CouponFrequency.SemiAnnual, DayCount.ActualActualIcma);

    private static readonly BondTerms TenYears = new()
    {
        Denomination = Money.FromYen(10_000),
        IssueSize = Quantity.FromTokens(1_000),
        IssueDate = new(2026, 3, 20),
        MaturityDate = new(2036, 3, 20),
        Coupon = Rate.FromPercent(1.2m),
        Frequency = CouponFrequency.SemiAnnual,
        DayCount = DayCount.ActualActualIcma,
        Convention = BusinessDayConvention.Following,
        Calendar = BusinessCalendar.Japan,
    };

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("daycount", "t = days(start, end) / days of the year", DayCountExample,
            new Agreement("Isda", ThirdPartyAgreement.DayCountExamples)),
        new("calendar", "closed: Saturday, Sunday, national holiday by rule, 31 December to 3 January", CalendarExample,
            new Agreement("BusinessDays", ThirdPartyAgreement.BusinessDays)),
        new("coupon", "coupon = round half to even (tokens × denomination × rate × t)", CouponExample),
        new("street", "P = Σ c_k / (1 + y/f)^(w + k);  last period: P = c / (1 + w·y/f)",
            () => YieldExample(YieldConvention.Street),
            new Agreement("Spreadsheet", ThirdPartyAgreement.SpreadsheetFunctions)),
        new("daycount-time", "P = Σ c_k / (1 + y/f)^(f·t_k)", () => YieldExample(YieldConvention.DayCountTime),
            new Agreement("QuantLib", ThirdPartyAgreement.QuantLibBonds),
            new Agreement("References", ThirdPartyAgreement.ReferenceBondCases)),
        new("bill", "P = 100 · (1 − d · t / 360)", BillExample,
            new Agreement("Treasury", ThirdPartyAgreement.TreasuryAuctions)),
    ];

    private static object[] DayCountExample()
    {
        var (from, to) = (new DateOnly(2024, 2, 28), new DateOnly(2024, 3, 1));
        return [DayCount.Thirty360.Days(from, to), DayCount.Actual365Fixed.Days(from, to)];
    }

    private static object[] CalendarExample() =>
        [Formats.Date(BusinessCalendar.Japan.AddBusinessDays(new DateOnly(2026, 5, 1), 1))];

    private static object[] CouponExample()
    {
        var first = CashflowSchedule.Resolve(TenYears).Coupons[0];
        var coupon = CouponAmount.ForHolding(TenYears, first, Quantity.FromTokens(7));
        return [Formats.Exact(coupon), Formats.Date(first.PaymentDate)];
    }

    private static object[] YieldExample(YieldConvention convention)
    {
        var cashflows = RemainingCashflows.From(TwoYears, Settlement, convention);
        var dirty = BondYield.DirtyFromYield(cashflows, 0.03);
        return
        [
            ExampleFigure.Of(dirty, 6),
            ExampleFigure.Of(cashflows.Accrued, 6),
            ExampleFigure.Percent(BondYield.YieldFromDirty(cashflows, dirty).Yield, 6),
        ];
    }

    private static object[] BillExample() =>
        [ExampleFigure.Of(SimpleInterest.PriceFromDiscountRate(0.05, 91 / 360d), 6)];
}
