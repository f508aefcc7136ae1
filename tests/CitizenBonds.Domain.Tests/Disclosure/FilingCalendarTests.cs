using System.Globalization;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Disclosure;

public sealed class FilingCalendarTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-16")] // Ten weekdays without a holiday.
    [InlineData("2026-04-24", "2026-05-14")] // 27, 28, 30 April, 1, 7, 8, 11 to 14 May: the rest are holidays.
    [InlineData("2026-12-25", "2027-01-13")] // 28 to 30 December, 4 to 8, 12 and 13 January; the 11th is a holiday.
    [InlineData("2026-03-07", "2026-03-23")] // A Saturday; 20 March is the equinox.
    public void EventNoticeDue_TenBusinessDays_SkipsWhatBanksSkip(string happened, string due) =>
        Assert.Equal(Day(due), FilingCalendar.EventNoticeDue(Day(happened)));

    [Fact]
    public void FinalSaleReportDue_IsTwentyOneDaysLater() =>
        Assert.Equal(Day("2026-03-23"), FilingCalendar.FinalSaleReportDue(Day("2026-03-02")));

    [Theory]
    [InlineData("2026-03-02", 1, "2027-03-02")]
    [InlineData("2026-03-02", 4, "2030-03-04")] // 2 March 2030 is a Saturday.
    [InlineData("2024-02-29", 1, "2025-02-28")]
    public void ProceedsReportDue_IsTheAnniversaryOrTheNextBankDay(string settled, int number, string due) =>
        Assert.Equal(Day(due), FilingCalendar.ProceedsReportDue(Day(settled), number));

    [Theory]
    [InlineData("2026-03-16", 0)]
    [InlineData("2026-03-17", 1)]
    [InlineData("2026-04-16", 31)]
    public void DaysLate_OfSomethingOwed_CountsFromTheDayAfter(string today, int days)
    {
        var duty = new FilingDuty(FilingKind.PaymentDefault, Day("2026-03-16"), null);

        Assert.Equal(days, duty.DaysLate(Day(today)));
        Assert.Equal(days > 0, duty.IsOverdue(Day(today)));
    }

    [Fact]
    public void DaysLate_OnceFiled_StandsStill()
    {
        var duty = new FilingDuty(FilingKind.PaymentDefault, Day("2026-03-16"), Day("2026-03-19"));

        Assert.Equal(3, duty.DaysLate(Day("2028-01-01")));
        Assert.False(duty.IsOverdue(Day("2028-01-01")));
    }

    [Fact]
    public void DutiesOn_NothingFiled_OneForEachAnniversaryUntilEverythingIsSpent()
    {
        var reports = new ProceedsReports(Day("2026-03-02"), Money.FromYen(100), []);

        Assert.Empty(reports.DutiesOn(Day("2027-03-01")));
        Assert.Single(reports.DutiesOn(Day("2027-03-02")));
        Assert.Equal(
            [366, 0], // 2 March 2027 to 2 March 2028, a leap year, and the second on its very day.
            reports.DutiesOn(Day("2028-03-02")).Select(duty => duty.DaysLate(Day("2028-03-02"))));
        var all = reports with { Filed = [new(1, Money.FromYen(100), Day("2027-02-01"))] };
        Assert.Single(all.DutiesOn(Day("2035-01-01")));
        Assert.Null(all.Next);
        Assert.Empty((reports with { Proceeds = Money.Zero }).DutiesOn(Day("2035-01-01")));
    }

    [Theory]
    [InlineData(1, 30, null)] // A correction within its neighbours.
    [InlineData(1, 61, ProceedsRefusal.MoreThanAfter)]
    [InlineData(2, 39, ProceedsRefusal.LessThanBefore)]
    [InlineData(2, 40, null)]
    [InlineData(3, 59, ProceedsRefusal.LessThanBefore)]
    [InlineData(3, 100, null)]
    [InlineData(3, 101, ProceedsRefusal.AboveProceeds)]
    [InlineData(4, 100, ProceedsRefusal.NotInTurn)]
    [InlineData(0, 10, ProceedsRefusal.NotInTurn)]
    [InlineData(-1, 10, ProceedsRefusal.NotInTurn)]
    public void FindRefusal_AfterFortyAndSixtyOfAHundred_KeepsTheOrder(
        int number, long spent, ProceedsRefusal? expected)
    {
        var reports = new ProceedsReports(
            Day("2026-03-02"),
            Money.FromYen(100),
            [new(1, Money.FromYen(40), Day("2027-03-02")), new(2, Money.FromYen(60), Day("2028-03-02"))]);

        Assert.Equal(expected, reports.FindRefusal(number, Money.FromYen(spent)));
    }

    [Fact]
    public void FindRefusal_EverythingSpent_TakesCorrectionsOnly()
    {
        var reports = new ProceedsReports(
            Day("2026-03-02"), Money.FromYen(100), [new(1, Money.FromYen(100), Day("2027-03-02"))]);

        Assert.Equal(ProceedsRefusal.AllSpentBefore, reports.FindRefusal(2, Money.FromYen(100)));
        Assert.Null(reports.FindRefusal(1, Money.FromYen(90)));
    }

    private static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
