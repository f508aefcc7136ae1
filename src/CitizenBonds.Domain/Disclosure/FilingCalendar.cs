using CitizenBonds.Domain.Calendars;

namespace CitizenBonds.Domain.Disclosure;

/// <summary>By when something has to be disclosed. Days are days at the portal; the last day still counts.</summary>
public static class FilingCalendar
{
    /// <summary>From the settlement to the final-sale report, Sundays and holidays included.</summary>
    public const int FinalSaleReportDays = 21;

    /// <summary>From an event to its notice, on days on which Japanese banks are open.</summary>
    public const int EventBusinessDays = 10;

    public static DateOnly FinalSaleReportDue(DateOnly settledOn) => settledOn.AddDays(FinalSaleReportDays);

    public static DateOnly EventNoticeDue(DateOnly happenedOn) =>
        BusinessCalendar.Japan.AddBusinessDays(happenedOn, EventBusinessDays);

    /// <summary>
    /// The report on the spending of the proceeds: on each anniversary of the settlement, or the next bank day.
    /// </summary>
    /// <param name="number">From 1.</param>
    public static DateOnly ProceedsReportDue(DateOnly settledOn, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return BusinessCalendar.Japan.Adjust(settledOn.AddYears(number), BusinessDayConvention.Following);
    }

    /// <returns>The day by which a filing made the moment it falls due counts as in time; null for kinds that have no
    /// such day.</returns>
    public static DateOnly? DueOn(FilingKind kind, DateOnly happenedOn) => kind switch
    {
        FilingKind.FinalSaleReport => FinalSaleReportDue(happenedOn),
        _ => EventNotices.IsEvent(kind) ? EventNoticeDue(happenedOn) : null,
    };
}
