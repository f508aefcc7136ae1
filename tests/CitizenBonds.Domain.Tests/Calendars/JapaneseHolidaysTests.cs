using System.Globalization;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Pricing;

namespace CitizenBonds.Domain.Tests.Calendars;

public sealed class JapaneseHolidaysTests
{
    // As announced by the Cabinet Office for each year; 2026 with the substitute of 6 May and the day between two
    // holidays of 22 September. The years to June 2026 are compared with the ministry's own publication days as well.
    [Theory]
    [InlineData(2000, "1/1 1/10 2/11 3/20 4/29 5/3 5/4 5/5 7/20 9/15 9/23 10/9 11/3 11/23 12/23")]
    [InlineData(2005, "1/1 1/10 2/11 3/20 3/21 4/29 5/3 5/4 5/5 7/18 9/19 9/23 10/10 11/3 11/23 12/23")]
    [InlineData(2009, "1/1 1/12 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23")]
    [InlineData(
        2018, "1/1 1/8 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24 10/8 11/3 11/23 12/23 12/24")]
    [InlineData(2019,
        "1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3 11/4 11/23")]
    [InlineData(2020, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23")]
    [InlineData(2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23")]
    [InlineData(
        2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23")]
    [InlineData(2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24")]
    [InlineData(2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23")]
    public void OfYear_AnnouncedYears_Agree(int year, string expected)
    {
        var days = JapaneseHolidays.OfYear(year).Select(
            holiday => string.Create(CultureInfo.InvariantCulture, $"{holiday.Date.Month}/{holiday.Date.Day}"));
        Assert.Equal(expected, string.Join(' ', days));
    }

    [Theory]
    [InlineData(2018, 12, 23, "天皇誕生日")]
    [InlineData(2019, 12, 23, null)]
    [InlineData(2019, 2, 23, null)]
    [InlineData(2020, 2, 23, "天皇誕生日")]
    [InlineData(2015, 8, 11, null)]
    [InlineData(2016, 8, 11, "山の日")]
    [InlineData(2026, 9, 22, "国民の休日")]
    [InlineData(2032, 9, 21, "国民の休日")]
    [InlineData(2026, 5, 6, "振替休日")]
    public void NameOf_AroundChangesOfTheLaw_Follows(int year, int month, int day, string? expected) =>
        Assert.Equal(expected, JapaneseHolidays.NameOf(new(year, month, day)));

    // National Astronomical Observatory, calendar outline; later years are its forecast.
    [Theory]
    [InlineData("20 20 21 21 20 20 21 21 20 20 21 21 20", 2000, 3)]
    [InlineData("23 23 23 23 23 23 23 23 23 23 23 23 22 23 23 23 22", 2000, 9)]
    [InlineData("20 20 21 21 20 20 20 21 20 20 20 21 20", 2020, 3)]
    [InlineData("22 23 23 23 22 23 23 23 22 23 23 23 22", 2020, 9)]
    public void OfYear_Equinoxes_FallAsForecast(string expected, int firstYear, int month)
    {
        var name = month == 3 ? "春分の日" : "秋分の日";
        var years = expected.Split(' ').Length;
        var days = Enumerable.Range(firstYear, years).Select(
            year => JapaneseHolidays.OfYear(year).Single(holiday => holiday.Name == name).Date.Day);
        Assert.Equal(expected, string.Join(' ', days));
    }

    [Fact]
    public void IsBusinessDay_Since2000_IsEveryDayOnWhichTheMinistryOfFinancePublishedYields()
    {
        var published = File.ReadLines(SharedFiles.Find("data/jgb_constant_maturity_yields_daily.csv")).Skip(1)
            .Select(line => DateOnly.ParseExact(line.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Where(day => day.Year >= JapaneseHolidays.FirstYear)
            .ToHashSet();
        var (first, last) = (published.Min(), published.Max());
        var open = Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1)
            .Select(DateOnly.FromDayNumber)
            .Where(BusinessCalendar.Japan.IsBusinessDay)
            .ToHashSet();

        Assert.Empty(published.Except(open));
        Assert.Empty(open.Except(published));
        Assert.Equal(ThirdPartyAgreement.BusinessDays, open.Count);
    }

    [Fact]
    public void OfYear_2000To2050_EverySundayHolidayHasOneSubstituteOnAWeekday()
    {
        for (var year = 2000; year <= 2050; year++)
        {
            var holidays = JapaneseHolidays.OfYear(year);
            var substitutes = holidays.Where(holiday => holiday.Name == "振替休日").ToList();
            var sundays = holidays.Count(holiday => holiday.Date.DayOfWeek == DayOfWeek.Sunday);
            Assert.Equal(sundays, substitutes.Count);
            Assert.All(substitutes, substitute => Assert.NotEqual(DayOfWeek.Sunday, substitute.Date.DayOfWeek));
        }
    }

    [Fact]
    public void NameOf_YearsWithoutRules_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseHolidays.NameOf(new(1999, 12, 31)));
        Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseHolidays.NameOf(new(2151, 1, 1)));
    }
}
