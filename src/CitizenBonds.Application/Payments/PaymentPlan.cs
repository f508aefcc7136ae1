using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Payments;

/// <summary>The payments an issue will make, from its schedule: every coupon, then the redemption.</summary>
public static class PaymentPlan
{
    /// <summary>Coupons of a bond without end are planned until the right to sell back is a year past.</summary>
    private const int AheadYears = IndexTerms.BuybackYears + 1;

    public static IEnumerable<PaymentRunRow> For(IssueRow issue)
    {
        if (issue.Product == BondProduct.PureMining) return []; // Paid by the Bitcoin chain, never repaid.
        var schedule = IssueTerms.ScheduleOf(issue);
        return issue.Product == BondProduct.IndexLinked
            ? Perpetual(issue, schedule)
            : [.. schedule.Coupons.Select(coupon => CouponOf(issue, coupon)), RedemptionOf(issue, schedule)];
    }

    /// <summary>The coupon after the last one planned: a bond without end has as many ahead as at first.</summary>
    /// <returns>Null when the schedule, ninety-nine years long, has no more.</returns>
    public static PaymentRunRow? CouponAfter(IssueRow issue, int lastPlanned)
    {
        var coupons = IssueTerms.ScheduleOf(issue).Coupons;
        return lastPlanned < coupons.Count ? CouponOf(issue, coupons[lastPlanned]) : null;
    }

    private static List<PaymentRunRow> Perpetual(IssueRow issue, CashflowSchedule schedule)
    {
        var until = issue.IssueDate.AddYears(AheadYears);
        var optionOn = schedule.Terms.Calendar.Adjust(
            issue.IssueDate.AddYears(IndexTerms.BuybackYears), schedule.Terms.Convention);
        return
        [
            .. schedule.Coupons.TakeWhile(coupon => coupon.AccrualEnd <= until)
                .Select(coupon => CouponOf(issue, coupon)),
            RunOf(issue, schedule, PaymentKind.Buyback, optionOn),
        ];
    }

    private static PaymentRunRow CouponOf(IssueRow issue, CouponPeriod coupon) => new()
    {
        IssueId = issue.Id,
        Kind = PaymentKind.Coupon,
        Number = coupon.Number,
        RecordAt = PortalTime.EndOf(coupon.RecordDate),
        DueAt = PortalTime.OpeningOf(coupon.PaymentDate),
    };

    private static PaymentRunRow RedemptionOf(IssueRow issue, CashflowSchedule schedule) =>
        RunOf(issue, schedule, PaymentKind.Redemption, schedule.RedemptionDate);

    private static PaymentRunRow RunOf(IssueRow issue, CashflowSchedule schedule, PaymentKind kind, DateOnly paidOn)
    {
        var record = schedule.Terms.Calendar.AddBusinessDays(paidOn, -schedule.Terms.RecordDaysBefore);
        return new PaymentRunRow
        {
            IssueId = issue.Id,
            Kind = kind,
            Number = 1,
            RecordAt = PortalTime.EndOf(record),
            DueAt = PortalTime.OpeningOf(paidOn),
        };
    }
}
