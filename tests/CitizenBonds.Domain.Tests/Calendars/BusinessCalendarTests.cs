using CitizenBonds.Domain.Calendars;
using static CitizenBonds.Domain.Calendars.BusinessDayConvention;

namespace CitizenBonds.Domain.Tests.Calendars;

public sealed class BusinessCalendarTests
{
    // Saturday 30 May 2026; 3 May 2026 is a Sunday and 4 to 6 May are holidays; 31 October 2026 is a Saturday.
    [Theory]
    [InlineData("2026-05-30", Unadjusted, "2026-05-30")]
    [InlineData("2026-05-30", Following, "2026-06-01")]
    [InlineData("2026-05-30", ModifiedFollowing, "2026-05-29")]
    [InlineData("2026-05-30", Preceding, "2026-05-29")]
    [InlineData("2026-05-03", ModifiedFollowing, "2026-05-07")]
    [InlineData("2026-12-31", ModifiedFollowing, "2026-12-30")]
    [InlineData("2026-12-31", Following, "2027-01-04")]
    [InlineData("2026-06-01", Preceding, "2026-06-01")]
    public void Adjust_InJapan_MovesAsNamed(string date, BusinessDayConvention convention, string expected) =>
        Assert.Equal(Date(expected), BusinessCalendar.Japan.Adjust(Date(date), convention));

    [Theory]
    [InlineData("2026-05-01", 1, "2026-05-07")]
    [InlineData("2026-05-07", -1, "2026-05-01")]
    [InlineData("2026-05-03", 0, "2026-05-03")]
    [InlineData("2026-05-03", 1, "2026-05-07")]
    [InlineData("2026-12-30", 1, "2027-01-04")]
    public void AddBusinessDays_InJapan_SkipsHolidays(string date, int days, string expected) =>
        Assert.Equal(Date(expected), BusinessCalendar.Japan.AddBusinessDays(Date(date), days));

    [Fact]
    public void WeekendsOnly_HolidayOnAWeekday_IsABusinessDay() =>
        Assert.True(BusinessCalendar.WeekendsOnly.IsBusinessDay(Date("2026-05-05")));

    [Fact]
    public void FromCode_EveryCalendar_FindsItself()
    {
        Assert.All(BusinessCalendar.All, calendar => Assert.Same(calendar, BusinessCalendar.FromCode(calendar.Code)));
        Assert.Null(BusinessCalendar.FromCode("XX"));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
