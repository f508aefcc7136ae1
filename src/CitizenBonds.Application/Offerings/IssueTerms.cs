using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Offerings;

/// <summary>Reads an issue's row as the domain's terms.</summary>
public static class IssueTerms
{
    private static readonly Remembered<BondTerms, CashflowSchedule> Schedules = new(CashflowSchedule.Resolve);

    public static BondTerms BondOf(IssueRow issue) => new()
    {
        Denomination = Money.FromYen(issue.DenominationYen),
        IssueSize = Quantity.FromTokens(issue.SizeTokens),
        IssueDate = issue.IssueDate,
        MaturityDate = issue.MaturityDate,
        Coupon = Rate.FromPerMillion(issue.CouponPpm),
        Frequency = CouponFrequency.FromPaymentsPerYear(issue.PaymentsPerYear),
        DayCount = DayCount.FromName(issue.DayCount)
            ?? throw new InvalidOperationException($"Issue {issue.Id} has the unknown day count {issue.DayCount}."),
        Convention = issue.Convention,
        Calendar = BusinessCalendar.FromCode(issue.Calendar)
            ?? throw new InvalidOperationException($"Issue {issue.Id} has the unknown calendar {issue.Calendar}."),
        RecordDaysBefore = issue.RecordDaysBefore,
    };

    /// <summary>The dated payments the terms promise.</summary>
    public static CashflowSchedule ScheduleOf(IssueRow issue) => Schedules.Of(BondOf(issue));

    public static SaleRules SaleOf(IssueRow issue) => new()
    {
        Supply = Quantity.FromTokens(issue.SizeTokens),
        Minimum = Quantity.FromTokens(issue.MinimumTokens),
        Multiple = Quantity.FromTokens(issue.MultipleTokens),
        ResidentsFirst = issue.ResidentsFirst,
    };

    /// <summary>Of an issue that is auctioned.</summary>
    public static UniformPriceRules AuctionOf(IssueRow issue) => new()
    {
        IssueSize = Quantity.FromTokens(issue.SizeTokens),
        ReservePrice = Money.FromYen(issue.ReservePriceYen
            ?? throw new InvalidOperationException($"Issue {issue.Id} is not auctioned.")),
        RetailReserve = Rate.FromPerMillion(issue.RetailReservePpm
            ?? throw new InvalidOperationException($"Issue {issue.Id} is not auctioned.")),
    };
}
