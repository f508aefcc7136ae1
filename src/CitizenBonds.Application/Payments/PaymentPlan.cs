using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Payments;

/// <summary>The payments an issue will make, from its schedule: every coupon, then the redemption.</summary>
public static class PaymentPlan
{
    public static IEnumerable<PaymentRunRow> For(IssueRow issue)
    {
        if (issue.Product == BondProduct.PureMining) yield break; // Paid by the Bitcoin chain, never repaid.
        var schedule = IssueTerms.ScheduleOf(issue);
        var terms = schedule.Terms;
        foreach (var coupon in schedule.Coupons)
        {
            yield return new PaymentRunRow
            {
                IssueId = issue.Id,
                Kind = PaymentKind.Coupon,
                Number = coupon.Number,
                RecordAt = PortalTime.EndOf(coupon.RecordDate),
                DueAt = PortalTime.OpeningOf(coupon.PaymentDate),
            };
        }

        var record = terms.Calendar.AddBusinessDays(schedule.RedemptionDate, -terms.RecordDaysBefore);
        yield return new PaymentRunRow
        {
            IssueId = issue.Id,
            Kind = PaymentKind.Redemption,
            Number = 1,
            RecordAt = PortalTime.EndOf(record),
            DueAt = PortalTime.OpeningOf(schedule.RedemptionDate),
        };
    }
}
