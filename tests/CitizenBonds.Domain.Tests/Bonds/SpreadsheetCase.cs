using CitizenBonds.Domain.Bonds;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Domain.Tests.Bonds;

/// <summary>One row of the spreadsheet cases, and our answer to it.</summary>
internal sealed class SpreadsheetCase(CsvReader csv)
{
    public string Function => csv.Text(0);

    private DateOnly Settlement => csv.Date(1);

    private DateOnly Maturity => csv.Date(2);

    private double Rate => csv.Number(5);

    private double Yield => csv.Number(6);

    private double Price => csv.Number(7);

    private double Redemption => csv.Number(8);

    private int Frequency => (int)csv.WholeNumber(9);

    private int Basis => csv[10].IsEmpty ? 2 : (int)csv.WholeNumber(10); // Bills have no basis column: actual/360.

    private DayCount Rule => Basis switch
    {
        0 => DayCount.Thirty360Us,
        1 => DayCount.ActualActualIcma,
        2 => DayCount.Actual360,
        3 => DayCount.Actual365Fixed,
        _ => DayCount.ThirtyE360,
    };

    /// <returns>Null for a function we do not offer.</returns>
    public double? Ours() => Function switch
    {
        "PRICE" => BondYield.CleanFromYield(Cashflows(Redemption), Yield),
        "DURATION" => BondYield.AnalyticsFromYield(Cashflows(100), Yield).MacaulayDuration,

        // The spreadsheet divides by one full period even when the last, simple one is left.
        "MDURATION" => BondYield.AnalyticsFromYield(Cashflows(100), Yield).MacaulayDuration / (1 + Yield / Frequency),
        "YEARFRAC" => Years(Settlement, Maturity),
        "PRICEDISC" => SimpleInterest.PriceFromDiscountRate(Yield, Years(Settlement, Maturity)) * Redemption / 100,
        "DISC" => SimpleInterest.DiscountRateFromPrice(Price / Redemption * 100, Years(Settlement, Maturity)),
        "YIELDDISC" or "INTRATE" =>
            SimpleInterest.YieldFromPrice(Price / Redemption * 100, Years(Settlement, Maturity)),
        "RECEIVED" => SimpleInterest.RedemptionFromInvestment(Price, Yield, Years(Settlement, Maturity)),
        "TBILLPRICE" => SimpleInterest.PriceFromDiscountRate(Yield, Years(Settlement, Maturity)),
        "TBILLYIELD" => SimpleInterest.YieldFromPrice(Price, Years(Settlement, Maturity)),
        "TBILLEQ" => SimpleInterest.BondEquivalentFromDiscountRate(Yield, Maturity.DayNumber - Settlement.DayNumber),
        "PRICEMAT" => SimpleInterest.CleanFromYieldWithInterestAtMaturity(
            Rate, Yield, Years(Issue, Maturity), Years(Issue, Settlement), Years(Settlement, Maturity)),
        "YIELDMAT" => SimpleInterest.YieldFromCleanWithInterestAtMaturity(
            Rate, Price, Years(Issue, Maturity), Years(Issue, Settlement), Years(Settlement, Maturity)),
        "COUPNUM" => Position.Remaining,
        "COUPPCD" => Position.Period.Start.DayNumber,
        "COUPNCD" => Position.Period.End.DayNumber,
        "COUPDAYSBS" => Rule.Days(Position.Period.Start, Settlement),

        // In its own 30/360 the spreadsheet takes what is left of a period of 360 / frequency days.
        "COUPDAYSNC" => Basis == 0
            ? 360 / Frequency - Rule.Days(Position.Period.Start, Settlement)
            : Rule.Days(Settlement, Position.Period.End),
        _ => null,
    };

    public double Expected() => Function is "COUPPCD" or "COUPNCD" ? csv.Date(11).DayNumber : csv.Number(11);

    private DateOnly Issue => csv.Date(3);

    private (ReferencePeriod Period, int Remaining) Position =>
        CouponCycle.EndingAt(Maturity, CouponFrequency.FromPaymentsPerYear(Frequency), endOfMonth: true)
            .Locate(Settlement, Maturity);

    private RemainingCashflows Cashflows(double redemption)
    {
        var issued = Settlement.AddYears(-2); // Long enough ago for the first coupon to be past.
        var frequency = CouponFrequency.FromPaymentsPerYear(Frequency);
        var bond = new PricedBond(
            issued, Maturity, Rate, frequency, Rule) { EndOfMonth = true, Redemption = redemption };
        return RemainingCashflows.From(bond, Settlement, YieldConvention.Street);
    }

    private double Years(DateOnly start, DateOnly end) =>
        // Fixed years only.
        Basis == 1 ? ActualYears(start, end) : (double)Rule.Days(start, end) / Rule.YearDays!.Value;

    /// <summary>
    /// The spreadsheet's own actual/actual: the mean length of the years touched, one year when within one.
    /// </summary>
    private static double ActualYears(DateOnly start, DateOnly end)
    {
        var days = end.DayNumber - start.DayNumber;
        if (end <= start.AddYears(1)) return days / (HoldsLeapDay(start, end) ? 366d : 365d);
        var years = Enumerable.Range(start.Year, end.Year - start.Year + 1);
        return days / years.Average(year => DateTime.IsLeapYear(year) ? 366d : 365d);
    }

    private static bool HoldsLeapDay(DateOnly start, DateOnly end)
    {
        if (start.Year == end.Year) return DateTime.IsLeapYear(start.Year);
        return (DateTime.IsLeapYear(start.Year) && start <= new DateOnly(start.Year, 2, 29))
            || (DateTime.IsLeapYear(end.Year) && end >= new DateOnly(end.Year, 2, 29));
    }
}
